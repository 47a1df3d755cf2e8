import { Listening } from './listening.ts';
import { readPage } from './read-page.ts';

const everyMilliseconds = 30_000;

/** Nobody sits before it any more: asking on would keep a session alive that should end by itself. */
const forgottenAfter = 10 * 60_000;

/** When somebody last touched this page; it outlives the element, which goes with what it stands in. */
let touchedAt = Date.now();

/**
 * Stands in the `main` of a page that others change: asks every half minute whether it is still this version, and puts the new one in
 * its place. Not while somebody is in a field or on a link of it, and only as long as the page is looked at.
 */
export class LivePage extends Listening {
	protected listen(signal: AbortSignal): void {
		for (const touch of ['pointerdown', 'keydown', 'scroll', 'visibilitychange'])
			document.addEventListener(touch, () => (touchedAt = Date.now()), { signal, passive: true });
		const turn = setInterval(() => void this.#look(), everyMilliseconds);
		signal.addEventListener('abort', () => clearInterval(turn));
	}

	async #look(): Promise<void> {
		if (document.hidden || Date.now() - touchedAt > forgottenAfter || this.#isUsed()) return;
		const page = await readPage(location.href, this.getAttribute('version') ?? '').catch(() => undefined);
		const now = page?.querySelector('main');
		// Signed out meanwhile, another page is shown there: what stands here is left alone.
		if (!now?.querySelector('live-page') || this.#isUsed()) return;
		this.closest('main')?.replaceChildren(...document.adoptNode(now).childNodes);
	}

	#isUsed(): boolean {
		return this.closest('main')?.contains(document.activeElement) ?? true;
	}
}
