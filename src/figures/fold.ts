import { transact, type Call } from '#platform';
import { foldDeltas, lockCounters, markFolded, prepareForSets } from './fold.store.ts';

/** Deltas of one batch: small enough that an act is seen within the second while thousands arrive. */
export const batch = 20_000;

/**
 * Folds one batch of waiting acts into the counters.
 *
 * @returns how many deltas it took; less than the batch: none were left
 */
export const foldOnce = (call: Call, limit = batch): Promise<number> =>
	transact(call, async (call) => {
		await lockCounters(call);
		await prepareForSets(call);
		const folded = await foldDeltas(call, limit);
		if (folded > 0) await markFolded(call);
		return folded;
	});

/** Folds until nothing waits, within the transaction of the call; the worker and the command line use several. */
export async function foldUntilEmpty(call: Call): Promise<number> {
	let total = 0;
	for (;;) {
		const folded = await foldOnce(call);
		total += folded;
		if (folded < batch) return total;
	}
}
