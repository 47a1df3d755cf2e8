import { work, type Caller, type House } from '#platform';
import { foldOnce } from './fold.ts';

/** More deltas a turn than the running worker takes: an import waits for nothing but the end. */
const batch = 100_000;

/**
 * Folds everything that waits, one transaction after the other, beside the worker if it runs.
 *
 * @param progress is told how many deltas have been folded so far
 */
export async function foldWaiting(house: House, caller: Caller, progress?: (folded: number) => void): Promise<number> {
	let total = 0;
	for (;;) {
		const folded = await work(house, caller, (call) => foldOnce(call, batch));
		total += folded;
		if (folded > 0) progress?.(total);
		if (folded < batch) return total;
	}
}
