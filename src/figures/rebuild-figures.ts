import { allow, isOperator, record, transact, type Call } from '#platform';
import { lockCounters, prepareForSets } from './fold.store.ts';
import { emptyCounters, insertCarries, insertDays, insertNodeFigures } from './rebuild.store.ts';

/**
 * Makes every counter anew from the acts: after a loading of millions of acts it is faster than folding them, and it puts right
 * what `figures verify` found wrong. “As now” is stale afterwards; the worker builds it, or a command that needs it. Whoever records an
 * act or reads figures meanwhile waits for the emptied tables, and a page that waits too long is told that others are at work.
 */
export const rebuildFigures = (call: Call): Promise<void> =>
	transact(call, async (call) => {
		allow(isOperator(call.actor));
		await lockCounters(call);
		await prepareForSets(call);
		await emptyCounters(call);
		await insertDays(call);
		await insertCarries(call);
		await insertNodeFigures(call);
		await record(call, 'figures.rebuilt');
	});
