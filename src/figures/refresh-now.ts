import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { work, type Call, type Caller, type House } from '#platform';
import { lockCounters, measureFigures, prepareForSets } from './fold.store.ts';
import { addPending, beginGeneration, fillPart, keyGeneration, parts, type Part } from './now-generation.store.ts';
import {
	isBuilding,
	isNowStale,
	joinBuilding,
	lockBuilding,
	markBuiltToday,
	readBuilt,
	swapGeneration,
} from './now.store.ts';

/**
 * Builds “as now” anew, if the tree or the day is another than the one it was built for. Short transactions at both ends, so
 * that acts go on being folded during the long ones between; what they bring is added before the swap.
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

	const filled = await fill(house, caller, building, begun.generation);
	if (!filled) return false;

	return work(house, caller, async (call) => {
		await lockCounters(call);
		if (!(await isBuilding(call, building))) return false;
		await prepareForSets(call);
		for (const { part, snapshot } of filled) await addPending(call, begun.generation, part, snapshot);
		await swapGeneration(call, begun.generation, begun.built);
		return true;
	});
}

/** Each part in a transaction of its own, with the snapshot it was taken from; then the key over both. */
async function fill(house: House, caller: Caller, building: string, generation: number) {
	const inBuilding = <T>(task: (call: Call) => Promise<T>): Promise<T | undefined> =>
		work(house, caller, async (call) => {
			if (!(await joinBuilding(call)) || !(await isBuilding(call, building))) return undefined;
			await prepareForSets(call);
			return task(call);
		});
	await inBuilding(measureFigures);
	const fillOne = async (part: Part) => {
		const snapshot = await inBuilding((call) => fillPart(call, generation, part));
		return snapshot === undefined ? [] : [{ part, snapshot }];
	};
	const done = await Promise.allSettled(parts.map(fillOne));
	const filled = done.flatMap((each) => {
		if (each.status === 'rejected') throw each.reason;
		return each.value;
	});
	if (filled.length < parts.length) return undefined;
	const keyed = await inBuilding(async (call) => {
		await keyGeneration(call, generation);
		return true;
	});
	return keyed ? filled : undefined;
}

/** Waits until “as now” is of today's tree, whoever builds it. */
export async function ensureNow(house: House, caller: Caller): Promise<void> {
	while (!(await refreshNow(house, caller))) await pause(200);
}
