import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isLockedElsewhere, work, type Call, type Caller, type House } from '#platform';
import { lockCounters, measureFigures, prepareForSets } from './fold.store.ts';
import {
	addPending,
	beginGeneration,
	emptyGeneration,
	fillPart,
	keyGeneration,
	parts,
	type Part,
} from './now-generation.store.ts';
import {
	isBuilding,
	isNowStale,
	joinBuilding,
	lockBuilding,
	markBuiltToday,
	readBuilt,
	swapGeneration,
	type Built,
} from './now.store.ts';

/**
 * Builds “as now” anew, if the tree or the day is another than the one it was built for. Short transactions at both ends, so
 * that acts go on being folded during the long ones between; what they bring is added before the swap.
 *
 * @returns whether the figures that are read are now those of today's tree
 */
export async function refreshNow(house: House, caller: Caller): Promise<boolean> {
	const building = randomUUID();
	const emptied = await empty(house, caller, building);
	if (typeof emptied === 'boolean') return emptied;
	const { generation } = emptied;

	const built = await begin(house, caller, building, generation);
	const filled = built && (await fill(house, caller, building, generation));
	if (!filled) return false;

	return work(house, caller, async (call) => {
		// Before the counters: nobody empties what is being swapped in, nor waits here for somebody who does.
		if (!(await joinBuilding(call))) return false;
		await lockCounters(call);
		if (!(await isBuilding(call, building))) return false;
		await prepareForSets(call);
		for (const { part, snapshot } of filled) await addPending(call, generation, part, snapshot);
		await swapGeneration(call, generation, built);
		return true;
	});
}

/** @returns the empty generation; else whether there is nothing to build, which it is not while others build or read what is to be emptied */
async function empty(house: House, caller: Caller, building: string): Promise<boolean | { generation: number }> {
	try {
		return await work(house, caller, async (call) => {
			await markBuiltToday(call);
			if (!(await isNowStale(call))) return true;
			if (!(await lockBuilding(call))) return false;
			return { generation: await emptyGeneration(call, building) };
		});
	} catch (error) {
		if (isLockedElsewhere(error)) return false;
		throw error;
	}
}

/** @returns of which tree and day it will be; undefined when another building has begun */
const begin = (house: House, caller: Caller, building: string, generation: number): Promise<Built | undefined> =>
	work(house, caller, async (call) => {
		if (!(await joinBuilding(call))) return undefined;
		await lockCounters(call);
		if (!(await isBuilding(call, building))) return undefined;
		await prepareForSets(call);
		const built = await readBuilt(call);
		await beginGeneration(call, generation);
		return built;
	});

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
