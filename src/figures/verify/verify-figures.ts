import { allow, isOperator, transact, type Call } from '#platform';
import { foldUntilEmpty } from '../fold.ts';
import { lockCounters, prepareForSets } from '../fold.store.ts';
import { isNowStale } from '../now.store.ts';
import {
	buildBalances,
	buildDays,
	compareDays,
	compareFlows,
	compareKnown,
	compareNow,
	compareStocks,
	listStretches,
} from './compare.store.ts';
import type { Compared } from './two-sets.store.ts';
import { buildTree } from './tree.store.ts';

const nothing: Compared = { compared: 0, differ: 0, examples: [] };

/**
 * Recomputes every figure on both bases from the acts and from what was decided about the tree — neither from counters nor
 * from what is derived of the tree — and compares. The counters stand still meanwhile; acts are recorded and wait.
 *
 * @param progress is told what is being compared
 * @param most days that are compared at a time, unless a single node has more under it
 * @returns undefined when “as now” must be built first
 */
export const verifyFigures = (
	call: Call,
	progress: (what: string) => void,
	most = 1_000_000,
): Promise<Compared | undefined> =>
	transact(call, async (call) => {
		allow(isOperator(call.actor));
		await lockCounters(call);
		if (await isNowStale(call)) return undefined;
		await foldUntilEmpty(call);
		await prepareForSets(call);
		await buildTree(call);
		progress('unit_day');
		await buildDays(call);
		const results = [await compareDays(call), await compareKnown(call)];
		await buildBalances(call);
		const stretches = await listStretches(call, most);
		for (const [at, nodes] of stretches.entries()) {
			progress(`node_figure, node_now: ${at + 1} / ${stretches.length}`);
			for (const compareSome of [compareFlows, compareStocks, compareNow])
				results.push(...(await compareSome(call, nodes)));
		}
		return results.reduce(together, nothing);
	});

const together = (a: Compared, b: Compared): Compared => ({
	compared: a.compared + b.compared,
	differ: a.differ + b.differ,
	examples: [...a.examples, ...b.examples],
});
