import { m } from '#words';
import { Unavailable } from '#platform';

/** Runs at most so many at once and lets so many wait; the next one is refused at once rather than made to wait for long. */
export function boundedQueue(atOnce: number, waiting: number) {
	const line: (() => void)[] = [];
	let running = 0;

	return async function run<T>(act: () => Promise<T>): Promise<T> {
		if (running >= atOnce) {
			if (line.length >= waiting) throw new Unavailable(() => m.platform_busy_detail());
			await new Promise<void>((resolve) => line.push(resolve));
		} else {
			running++;
		}
		try {
			return await act();
		} finally {
			// The place is handed on, so that whoever comes now cannot slip in before those who wait.
			const next = line.shift();
			if (next) next();
			else running--;
		}
	};
}
