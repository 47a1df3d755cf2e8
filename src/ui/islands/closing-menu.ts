import { Listening } from './listening.ts';

/** An open menu (`<details>`) closes by Escape and by a press elsewhere. */
export class ClosingMenu extends Listening {
	protected listen(signal: AbortSignal): void {
		const close = () => this.querySelector('details')?.removeAttribute('open');
		document.addEventListener(
			'click',
			(event) => {
				if (event.target instanceof Node && !this.contains(event.target)) close();
			},
			{ signal },
		);
		this.addEventListener(
			'keydown',
			(event) => {
				if (event.key !== 'Escape') return;
				close();
				this.querySelector('summary')?.focus();
			},
			{ signal },
		);
	}
}
