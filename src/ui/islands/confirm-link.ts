import { Listening } from './listening.ts';
import { readPage } from './read-page.ts';

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

	#show(page: Document | undefined, link: HTMLAnchorElement): void {
		const question = page?.querySelector('[data-confirmation]');
		const title = page?.querySelector('h1');
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
