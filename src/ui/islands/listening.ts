/**
 * A custom element whose listeners, also those on the document, end when it leaves the page: a dialog or a restored page may
 * add it again.
 */
export abstract class Listening extends HTMLElement {
	#stop = new AbortController();

	/** Adds the listeners, each with `signal`. */
	protected abstract listen(signal: AbortSignal): void;

	connectedCallback(): void {
		this.#stop = new AbortController();
		this.listen(this.#stop.signal);
	}

	disconnectedCallback(): void {
		this.#stop.abort();
	}
}
