import { Listening } from './listening.ts';

/** Asks before a page is left on which something was typed and not sent. */
export class DraftGuard extends Listening {
	#changed = false;

	protected listen(signal: AbortSignal): void {
		if (this.hasAttribute('off')) return;
		this.addEventListener('input', () => (this.#changed = true), { signal });
		this.addEventListener('submit', () => (this.#changed = false), { signal });
		window.addEventListener('beforeunload', (event) => this.#changed && event.preventDefault(), { signal });
	}
}
