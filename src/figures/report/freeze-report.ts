import { setTimeout as pause } from 'node:timers/promises';
import { namesOf, treeEpoch } from '#organisation';
import { allow, Conflict, holds, isOperator, record, transact, type Call } from '#platform';
import { m } from '#words';
import { figuresOf } from '../figures-of.ts';
import { holdCounters } from '../fold.store.ts';
import type { Period } from '../period.ts';
import { frozenFigures, hashOf } from './canonical-figures.ts';
import { insertReport, isWaitingFor } from './report.store.ts';

/** Its head and its focal officer speak for a unit. */
export const mayFreeze = (call: Call, unitId: number): boolean =>
	isOperator(call.actor) || holds(call.actor, unitId, 'unitHead', 'focalOfficer');

/**
 * Freezes the figures of a unit over a period, as was: what is published stays as it was published, whatever comes in late.
 * Frozen again, it is a further version; the earlier one stays. All that was recorded when it is asked for is in it.
 *
 * @returns the id of the report
 */
export const freezeReport = (call: Call, unitId: number, campaignId: number, period: Period): Promise<string> =>
	transact(call, async (call) => {
		allow(mayFreeze(call, unitId));
		await holdWhenCounted(call, unitId, campaignId, period);
		const figures = await figuresOf(call, unitId, { campaignId, period, basis: 'was' });
		const epoch = await treeEpoch(call);
		const unit = (await namesOf(call, [unitId], period.to)).get(unitId)?.code ?? String(unitId);
		const frozen = frozenFigures({ unit, campaignId, period, epoch }, figures);
		const sha256 = hashOf(frozen);
		const id = await insertReport(call, { unitId, campaignId, period, epoch, figures: frozen, sha256 });
		await record(call, 'report.frozen', { unitId, subject: id, payload: { campaignId, ...period, sha256 } });
		return id;
	});

/** How often, and after how many milliseconds, it is looked whether the worker has folded what waits. */
const [looks, between] = [20, 100];

/**
 * Holds the counters, in a statement before those that read them: figures, names and the state of the tree are then of one moment,
 * and no rebuilding empties what is being read.
 *
 * @throws {Conflict} what was recorded is still not counted
 */
async function holdWhenCounted(call: Call, unitId: number, campaignId: number, period: Period): Promise<void> {
	for (let look = 1; await isWaitingFor(call, unitId, campaignId, period); look++) {
		if (look === looks) throw new Conflict(() => m.figures_report_waiting());
		await pause(between);
	}
	await holdCounters(call);
	if (await isWaitingFor(call, unitId, campaignId, period)) throw new Conflict(() => m.figures_report_waiting());
}
