import { allow, isOperator, transact, type Call } from '#platform';
import { foldUntilEmpty } from '../fold.ts';
import { lockCounters, prepareForSets } from '../fold.store.ts';
import { isNowStale } from '../now.store.ts';
import { buildDays, compareDays, compareFlows, compareKnown, compareNow, compareStocks } from './compare.store.ts';
import { readAsUsual, readEachOnce, type Compared } from './two-sets.store.ts';
import { buildTree } from './tree.store.ts';

const nothing: Compared = { compared: 0, differ: 0, examples: [] };

/**
 * Recomputes every figure on both bases from the acts and from what was decided about the tree — neither from counters nor
 * from what is derived of the tree — and compares. The counters stand still meanwhile; acts are recorded and wait.
 *
 * @param progress is told what is being compared
 * @returns undefined when “as now” must be built first
 */
export const verifyFigures = (call: Call, progress: (what: string) => void): Promise<Compared | undefined> =>
	transact(call, async (call) => {
		allow(isOperator(call.actor));
		await lockCounters(call);
		if (await isNowStale(call)) return undefined;
		await foldUntilEmpty(call);
		await prepareForSets(call);
		await buildTree(call);
		await buildDays(call);
		await readEachOnce(call);
		progress('unit_day');
		const results = [await compareDays(call), await compareKnown(call)];
		progress('node_figure (flow)');
		results.push(...(await compareFlows(call)));
		progress('node_figure (stock)');
		results.push(...(await compareStocks(call)));
		progress('node_now');
		results.push(...(await compareNow(call)));
		await readAsUsual(call);
		return results.reduce(together, nothing);
	});

const together = (a: Compared, b: Compared): Compared => ({
	compared: a.compared + b.compared,
	differ: a.differ + b.differ,
	examples: [...a.examples, ...b.examples],
});
