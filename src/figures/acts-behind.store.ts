import { sql, type RawBuilder } from 'kysely';
import type { Call } from '#platform';
import type { Question } from './figures.store.ts';
import { metricNamed, type MetricKey } from './metrics.ts';
import { endOf, type Day } from './period.ts';

/** One act that a figure is made of. */
export type ActBehind = {
	id: string;
	unitId: number;
	occurredOn: Day;
	qty: string;
	isCorrection: boolean;
	note: string | null;
};

type Behind = Question & { nodeId: number; metric: MetricKey };

/** Acts are counted up to here; beyond it is enough to know that there are more. */
export const countedAtMost = 10_000;

/** The acts behind a figure, as far as the caller may see their units. */
export async function listActsBehind(
	call: Call,
	behind: Behind,
	page: { dir: 'asc' | 'desc'; limit: number; offset: number },
): Promise<ActBehind[]> {
	const dir = sql.raw(page.dir);
	const { rows } = await sql<ActBehind>`
		select a.id, a.unit_id, a.occurred_on, trim_scale(a.qty)::text as qty, a.corrects is not null as is_correction,
			a.payload ->> 'note' as note
		from act a where ${await isBehind(call, behind)}
		order by a.occurred_on ${dir}, a.id ${dir} limit ${page.limit} offset ${page.offset}`.execute(call.db);
	return rows;
}

export async function countActsBehind(call: Call, behind: Behind): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*) as count from (
			select from act a where ${await isBehind(call, behind)} limit ${countedAtMost + 1}) behind`.execute(call.db);
	return rows[0]!.count;
}

/** The units come first: with their numbers in the query the planner knows whether to go by unit or by day. */
async function isBehind(
	call: Call,
	{ nodeId, metric, campaignId, period, basis }: Behind,
): Promise<RawBuilder<unknown>> {
	const { id, kind } = metricNamed(metric)!;
	const units = await listUnitsBehind(call, nodeId, basis);
	const since = kind === 'flow' ? sql`and a.occurred_on >= ${period.from}::date` : sql``;
	const stood = kind === 'flow' ? sql`a.occurred_on` : sql`${period.to}::date`;
	const under = sql`and exists (select from unit_standing s
		where s.unit_id = a.unit_id and s.node_id = ${nodeId} and s.valid @> ${stood})`;
	return sql`a.campaign_id = ${campaignId} and a.metric_id = ${id} and a.unit_id = any (${units}::int[])
		and a.occurred_on < ${endOf(period)}::date ${since} ${basis === 'was' ? under : sql``}`;
}

/** Every unit of which something may count under the node; “now” also those whose heirs hold a part of it today. */
async function listUnitsBehind(call: Call, nodeId: number, basis: Question['basis']): Promise<number[]> {
	const { rows } = await (
		basis === 'was'
			? sql<{ unitId: number }>`select distinct unit_id from unit_standing where node_id = ${nodeId}`
			: sql<{ unitId: number }>`
				select unit_id from unit_standing where node_id = ${nodeId} and valid @> app.today()
				union
				select h.unit_id from unit_heir h
				join unit_closure c on c.descendant = h.heir_id and c.valid @> app.today() and c.ancestor = ${nodeId}
				where h.valid @> app.today()`
	).execute(call.db);
	return rows.map((row) => row.unitId);
}
