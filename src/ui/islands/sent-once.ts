import { Listening } from './listening.ts';

/**
 * A second press while the first is on its way is dropped. The buttons are not disabled, because a disabled button would not
 * send its own name and value.
 */
export class SentOnce extends Listening {
	#sent = false;

	protected listen(signal: AbortSignal): void {
		this.addEventListener('submit', (event) => this.#send(event), { signal });
		// Coming back by the back button may restore the page as it was left.
		window.addEventListener('pageshow', () => this.#mark(false), { signal });
	}

	#send(event: SubmitEvent): void {
		if (this.#sent) event.preventDefault();
		else if (!event.defaultPrevented) this.#mark(true);
	}

	#mark(sent: boolean): void {
		this.#sent = sent;
		this.toggleAttribute('busy', sent);
		const status = this.querySelector('output.sending');
		if (status) status.textContent = sent ? this.getAttribute('sending') : '';
	}
}
