import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

/**
 * Proves work (ALTCHA) before the form around it is sent: begins when the page opens, so that it is mostly done when somebody has
 * read it; whoever is faster is made to wait for the rest. An entry of its own: no other page loads it.
 */
class ProofOfWork extends HTMLElement {
	#solving: Promise<void> | undefined;
	#stop = new AbortController();

	connectedCallback(): void {
		const form = this.closest('form');
		this.#solving = this.#solve();
		form?.addEventListener('submit', (event) => this.#hold(event, form), { signal: this.#stop.signal });
	}

	disconnectedCallback(): void {
		this.#stop.abort();
	}

	async #solve(): Promise<void> {
		this.#say('working');
		const challenge = JSON.parse(this.getAttribute('challenge')!) as Challenge;
		const solution = await solveChallenge({ challenge, deriveKey, controller: this.#stop }).catch(() => null);
		const field = this.querySelector('input');
		if (solution && field) field.value = btoa(JSON.stringify({ challenge, solution }));
		this.#say(solution ? 'done' : 'failed');
		this.toggleAttribute('ready', true);
	}

	/** The press is kept and repeated as soon as the work is done. */
	#hold(event: SubmitEvent, form: HTMLFormElement): void {
		const button = event.submitter as HTMLButtonElement | null;
		if (this.hasAttribute('ready') || button?.formNoValidate) return;
		event.preventDefault();
		void this.#solving?.then(() => form.requestSubmit(button));
	}

	#say(what: 'working' | 'done' | 'failed'): void {
		const output = this.querySelector('output');
		if (output) output.textContent = this.getAttribute(what);
	}
}

customElements.define('proof-of-work', ProofOfWork);
