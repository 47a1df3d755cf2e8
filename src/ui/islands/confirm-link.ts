import { Listening } from './listening.ts';

/**
 * Shows the confirmation page that the link leads to as a dialog over this one. Whatever goes wrong, the link is followed
 * as if there were no script.
 */
export class ConfirmLink extends Listening {
	protected listen(signal: AbortSignal): void {
		this.addEventListener('click', (event) => this.#ask(event), { signal });
	}

	#ask(event: MouseEvent): void {
		const link = event.target instanceof Element ? event.target.closest('a') : null;
		if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
		event.preventDefault();
		readPage(link.href).then(
			(page) => this.#show(page, link),
			() => location.assign(link.href),
		);
	}

	#show(page: Document, link: HTMLAnchorElement): void {
		const question = page.querySelector('[data-confirmation]');
		const title = page.querySelector('h1');
		if (!question || !title) return location.assign(link.href);
		const dialog = document.createElement('dialog');
		const heading = document.createElement('h2');
		heading.id = 'confirm-title';
		heading.textContent = title.textContent;
		dialog.className = 'dialog';
		dialog.setAttribute('aria-labelledby', heading.id);
		dialog.append(heading, document.adoptNode(question));
		dialog.addEventListener('close', () => dialog.remove());
		dialog.querySelector('a.btn')?.addEventListener('click', (event) => {
			event.preventDefault();
			dialog.close();
		});
		document.body.append(dialog);
		dialog.showModal();
	}
}

/** A page as a document. XMLHttpRequest parses it itself; a parser of ours would be refused by trusted types. */
const readPage = (address: string): Promise<Document> =>
	new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.responseType = 'document';
		request.addEventListener('load', () => {
			if (request.status === 200 && request.responseXML) resolve(request.responseXML);
			else reject(new Error(`status ${request.status}`));
		});
		request.addEventListener('error', () => reject(new Error('no answer')));
		request.open('GET', address);
		request.send();
	});
