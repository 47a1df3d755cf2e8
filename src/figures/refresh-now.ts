import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { work, type Caller, type House } from '#platform';
import { lockCounters, measureFigures, prepareForSets } from './fold.store.ts';
import {
	addPending,
	beginGeneration,
	fillGeneration,
	isBuilding,
	isNowStale,
	lockBuilding,
	markBuiltToday,
	readBuilt,
	swapGeneration,
} from './now.store.ts';

/**
 * Builds “as now” anew, if the tree or the day is another than the one it was built for. Three transactions, so that acts
 * go on being folded during the long one; what they bring is added before the swap.
 *
 * @returns whether the figures that are read are now those of today's tree
 */
export async function refreshNow(house: House, caller: Caller): Promise<boolean> {
	const building = randomUUID();
	const begun = await work(house, caller, async (call) => {
		if (!(await isNowStale(call))) {
			await markBuiltToday(call);
			return 'fresh';
		}
		if (!(await lockBuilding(call))) return 'elsewhere';
		await lockCounters(call);
		await prepareForSets(call);
		const built = await readBuilt(call);
		return { built, generation: await beginGeneration(call, building) };
	});
	if (typeof begun === 'string') return begun === 'fresh';

	const snapshot = await work(house, caller, async (call) => {
		if (!(await lockBuilding(call)) || !(await isBuilding(call, building))) return undefined;
		await prepareForSets(call);
		await measureFigures(call);
		return fillGeneration(call, begun.generation);
	});
	if (snapshot === undefined) return false;

	return work(house, caller, async (call) => {
		await lockCounters(call);
		if (!(await isBuilding(call, building))) return false;
		await prepareForSets(call);
		await addPending(call, begun.generation, snapshot);
		await swapGeneration(call, begun.generation, begun.built);
		return true;
	});
}

/** Waits until “as now” is of today's tree, whoever builds it. */
export async function ensureNow(house: House, caller: Caller): Promise<void> {
	while (!(await refreshNow(house, caller))) await pause(200);
}
