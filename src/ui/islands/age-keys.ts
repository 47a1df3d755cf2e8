import { armor, Encrypter, generateX25519Identity, identityToRecipient, type Decrypter } from 'age-encryption';
import { keysIn, openEach, openerWith } from './key-files.ts';

/**
 * Keys that never leave their holder: made in the browser, kept in a file under a passphrase (age, scrypt), opened in the browser.
 * What is sealed is decrypted here and nowhere else. A bundle of its own, loaded by the pages of custodians only.
 */

/** Makes a key: downloads its file and puts the public half into the form around it. */
class NewKey extends HTMLElement {
	connectedCallback(): void {
		this.hidden = false;
		this.querySelector('button[type=button]')?.addEventListener('click', () => void this.make());
	}

	private async make(): Promise<void> {
		const [first, second] = [...this.querySelectorAll<HTMLInputElement>('input[type=password]')].map(
			(input) => input.value,
		);
		if (!first || first.length < 12 || first !== second) return tell(this, said(this, 'wrong'));
		tell(this, said(this, 'working'));
		await painted();
		const identity = await generateX25519Identity();
		const encrypter = new Encrypter();
		encrypter.setPassphrase(first);
		const file = armor.encode(await encrypter.encrypt(identity));
		download(file, said(this, 'file'));
		this.closest('form')!.querySelector<HTMLInputElement>('input[name=recipient]')!.value =
			await identityToRecipient(identity);
		this.closest('form')!
			.querySelectorAll<HTMLElement>('[data-after-key]')
			.forEach((each) => (each.hidden = false));
		tell(this, said(this, 'done'));
	}
}

/**
 * Opens what is sealed with the files of keys and their passphrase, and shows it, or puts it into a field of its form. What no key opens
 * stays as it is, and can be tried again with other files.
 */
class OpenSealed extends HTMLElement {
	connectedCallback(): void {
		this.hidden = false;
		this.querySelector('button[type=button]')?.addEventListener('click', () => void this.open());
	}

	private async open(): Promise<void> {
		const files = this.querySelector<HTMLInputElement>('input[type=file]')?.files ?? [];
		const passphrase = this.querySelector<HTMLInputElement>('input[type=password]')?.value ?? '';
		if (files.length === 0 || !passphrase) return tell(this, said(this, 'wrong'));
		tell(this, said(this, 'working'));
		await painted();
		const opener = openerWith(await keysIn(files, passphrase));
		const opened =
			(await openEach(closed<HTMLElement>('[data-sealed]'), (text) => show(text, opener))) +
			(await openEach(closed<HTMLAnchorElement>('[data-sealed-file]'), (link) => unseal(link, opener)));
		const all = document.querySelectorAll('[data-sealed], [data-sealed-file]').length;
		const left = closed('[data-sealed], [data-sealed-file]').length;
		if (left === 0) return tell(this, said(this, 'done'));
		const some = said(this, 'some')
			.replace('{opened}', String(all - left))
			.replace('{all}', String(all));
		tell(this, opened === 0 ? said(this, 'wrong') : some);
	}
}

/** What no key has opened yet. */
const closed = <Kind extends HTMLElement>(which: string): Kind[] =>
	[...document.querySelectorAll<Kind>(which)].filter((each) => each.dataset['opened'] === undefined);

async function show(sealed: HTMLElement, opener: Decrypter): Promise<void> {
	const bytes = Uint8Array.from(atob(sealed.dataset['sealed']!), (character) => character.charCodeAt(0));
	const text = await opener.decrypt(bytes, 'text');
	if (sealed instanceof HTMLInputElement) sealed.value = text;
	else sealed.textContent = text;
	sealed.dataset['opened'] = '';
}

/** The link now leads to what the file holds, as a download: what came from outside is not shown inside a page of ours. */
async function unseal(link: HTMLAnchorElement, opener: Decrypter): Promise<void> {
	const sealed = new Uint8Array(await (await fetch(link.href)).arrayBuffer());
	const plain = new Uint8Array(await opener.decrypt(sealed));
	link.href = URL.createObjectURL(new Blob([plain], { type: link.dataset['type'] ?? '' }));
	link.download = link.dataset['sealedFile'] ?? '';
	link.dataset['opened'] = '';
}

const said = (element: HTMLElement, name: string): string => element.getAttribute(name) ?? '';

function tell(element: HTMLElement, words: string): void {
	const status = element.querySelector('[role=status]');
	if (status) status.textContent = words;
}

/** The passphrase is stretched for a second or two: what is being done is shown first. */
const painted = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

function download(text: string, name: string): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
	link.download = name;
	link.click();
	URL.revokeObjectURL(link.href);
}

customElements.define('new-key', NewKey);
customElements.define('open-sealed', OpenSealed);
