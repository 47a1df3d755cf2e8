import { namesOf, treeEpoch } from '#organisation';
import { allow, holds, isOperator, record, transact, type Call } from '#platform';
import { figuresOf } from '../figures-of.ts';
import type { Period } from '../period.ts';
import { frozenFigures, hashOf } from './canonical-figures.ts';
import { insertReport } from './report.store.ts';

/** Its head and its focal officer speak for a unit. */
export const mayFreeze = (call: Call, unitId: number): boolean =>
	isOperator(call.actor) || holds(call.actor, unitId, 'unitHead', 'focalOfficer');

/**
 * Freezes the figures of a unit over a period, as was: what is published stays as it was published, whatever comes in late.
 * Frozen again, it is a further version; the earlier one stays.
 *
 * @returns the id of the report
 */
export const freezeReport = (call: Call, unitId: number, campaignId: number, period: Period): Promise<string> =>
	transact(call, async (call) => {
		allow(mayFreeze(call, unitId));
		const figures = await figuresOf(call, unitId, { campaignId, period, basis: 'was' });
		const epoch = await treeEpoch(call);
		const unit = (await namesOf(call, [unitId], period.to)).get(unitId)?.code ?? String(unitId);
		const frozen = frozenFigures({ unit, campaignId, period, epoch }, figures);
		const sha256 = hashOf(frozen);
		const id = await insertReport(call, { unitId, campaignId, period, epoch, figures: frozen, sha256 });
		await record(call, 'report.frozen', { unitId, subject: id, payload: { campaignId, ...period, sha256 } });
		return id;
	});
