import { sql } from 'kysely';
import type { Call } from '#platform';
import type { Day } from '#words';
import { endOf, type Period } from '../period.ts';
import type { FrozenFigures } from './canonical-figures.ts';

/** Figures as published: frozen with the state of the tree and a hash. */
export type PeriodReport = {
	id: string;
	unitId: number;
	campaignId: number;
	from: Day;
	to: Day;
	version: number;
	status: 'frozen' | 'signed' | 'superseded';
	figures: FrozenFigures;
	sha256: string;
	frozenAt: Date;
};

const columns = sql`id, unit_id, campaign_id, lower(period) as "from", (upper(period) - 1) as "to", version, status, figures,
	sha256, frozen_at`;

export async function findReport(call: Call, id: string): Promise<PeriodReport | undefined> {
	const { rows } = await sql<PeriodReport>`select ${columns} from period_report where id = ${id}`.execute(call.db);
	return rows[0];
}

/** Does anything still wait to be counted that the figures of a unit and period will hold? Of what was recorded before this call. */
export async function isWaitingFor(call: Call, unitId: number, campaignId: number, period: Period): Promise<boolean> {
	const { rows } = await sql<{ waiting: boolean }>`
		select app.figures_wait(${unitId}, ${campaignId}, ${endOf(period)}) as waiting`.execute(call.db);
	return rows[0]!.waiting;
}

/** Keeps frozen figures as the next version for their unit, campaign and period. */
export async function insertReport(
	call: Call,
	report: { unitId: number; campaignId: number; period: Period; epoch: number; figures: FrozenFigures; sha256: string },
): Promise<string> {
	const range = sql`daterange(${report.period.from}::date, ${report.period.to}::date, '[]')`;
	// Two who freeze at once take turns, and get two versions.
	await sql`select pg_advisory_xact_lock(hashtextextended(
		${`period_report ${report.unitId} ${report.campaignId}`}, 0))`.execute(call.db);
	const { rows } = await sql<{ id: string }>`
		insert into period_report (unit_id, campaign_id, period, version, epoch, figures, sha256, frozen_by)
		select ${report.unitId}, ${report.campaignId}, ${range}, 1 + coalesce(max(version), 0), ${report.epoch},
			${JSON.stringify(report.figures)}::jsonb, ${report.sha256}, ${call.actor.accountId}
		from period_report
		where unit_id = ${report.unitId} and campaign_id = ${report.campaignId} and period = ${range}
		returning id`.execute(call.db);
	return rows[0]!.id;
}
