import { startAuthentication, startRegistration } from '@simplewebauthn/browser';

/**
 * Asks a passkey: fetches the question, lets the device answer it, sends the answer, goes on. Shown only where it can
 * work: in a browser with passkeys, on the very address that they are bound to.
 */
export class PasskeyButton extends HTMLElement {
	connectedCallback(): void {
		if (!('credentials' in navigator) || !('PublicKeyCredential' in window) || this.said('origin') !== location.origin)
			return;
		this.hidden = false;
		const button = this.querySelector('button');
		button?.addEventListener('click', () => {
			button.disabled = true;
			void this.ask().finally(() => (button.disabled = false));
		});
	}

	private said(name: string): string {
		return this.getAttribute(name) ?? '';
	}

	private async ask(): Promise<void> {
		const status = this.querySelector('[role=status]');
		if (status) status.textContent = '';
		try {
			const question = await this.send(this.said('ask'), {});
			const answer =
				this.said('mode') === 'create'
					? await startRegistration({ optionsJSON: question as Parameters<typeof startRegistration>[0]['optionsJSON'] })
					: await startAuthentication({
							optionsJSON: question as Parameters<typeof startAuthentication>[0]['optionsJSON'],
						});
			const name = this.closest('form')?.querySelector<HTMLInputElement>('input[name=name]')?.value ?? '';
			const { next } = (await this.send(this.said('answer'), { answer, next: this.said('next'), name })) as {
				next?: string;
			};
			location.assign(next ?? '/');
		} catch {
			// Refused, called off or not known: which of them the person saw in the dialogue of the browser.
			if (status) status.textContent = this.said('failed');
		}
	}

	/** An answer that is no JSON is the page that asks to prove anew who one is: go there, and come back. */
	private async send(path: string, body: unknown): Promise<unknown> {
		const response = await fetch(path, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
			body: JSON.stringify(body),
		});
		if (response.redirected) location.assign(response.url);
		if (!response.ok) throw new Error(String(response.status));
		return response.json();
	}
}
