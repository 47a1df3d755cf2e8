import { Listening } from './listening.ts';

/** Arrow keys go from row to row of a table whose rows are links; Enter is the browser's own. */
export class TableKeys extends Listening {
	protected listen(signal: AbortSignal): void {
		this.addEventListener('keydown', (event) => this.#move(event), { signal });
	}

	#move(event: KeyboardEvent): void {
		if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
		const links = [...this.querySelectorAll<HTMLAnchorElement>('a.row-main')];
		const row = event.target instanceof Element ? event.target.closest('tr') : null;
		const at = links.findIndex((link) => link.closest('tr') === row);
		const next = links[destination(event.key, at, links.length)];
		if (!next) return;
		event.preventDefault();
		next.focus();
	}
}

const destination = (key: string, at: number, count: number): number => {
	if (key === 'ArrowDown') return at + 1;
	if (key === 'ArrowUp') return at - 1;
	if (key === 'Home' && at >= 0) return 0;
	if (key === 'End' && at >= 0) return count - 1;
	return -1;
};
