import { Listening } from './listening.ts';

/** The key `/` leads to the search box, unless the reader is writing. */
export class SearchKey extends Listening {
	protected listen(signal: AbortSignal): void {
		document.addEventListener(
			'keydown',
			(event) => {
				if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
				event.preventDefault();
				this.querySelector('input')?.focus();
			},
			{ signal },
		);
	}
}

const isWriting = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
