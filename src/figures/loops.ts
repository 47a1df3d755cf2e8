import { work, type Caller, type House } from '#platform';
import { isWaiting } from './fold.store.ts';
import { batch, foldOnce } from './fold.ts';
import { refreshNow } from './refresh-now.ts';

/**
 * What the worker does again and again. Killed in the middle, a fold has not happened; a building leaves a generation half full,
 * for which deltas are kept aside until the next turn builds anew, or finds that nobody needs it.
 */
export const figuresLoops: { milliseconds: number; turn: (house: House) => Promise<unknown> }[] = [
	{ milliseconds: 150, turn: foldTurn },
	{ milliseconds: 2_000, turn: (house) => refreshNow(house, folding) },
];

const folding: Caller = { kind: 'job', name: 'fold' };

/** A turn ends in a few seconds even when much waits, so that the worker can be stopped between turns. */
const batchesATurn = 10;

/** Looks first, without a lock: an idle house stays idle. */
async function foldTurn(house: House): Promise<void> {
	if (!(await work(house, folding, isWaiting, { readOnly: true }))) return;
	for (let turn = 0; turn < batchesATurn; turn++) {
		const folded = await work(house, folding, (call) => foldOnce(call));
		if (folded < batch) return;
	}
}
