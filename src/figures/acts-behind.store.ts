import { sql, type RawBuilder } from 'kysely';
import type { Call } from '#platform';
import type { Day } from '#words';
import type { Question } from './figures.store.ts';
import { metricNamed, type MetricKey } from './metrics.ts';
import { endOf } from './period.ts';

/** One act that a figure is made of. */
export type ActBehind = {
	id: string;
	unitId: number;
	occurredOn: Day;
	qty: string;
	/** The part of it that counts: less than 1 where today's heirs of a divided unit share what it did. */
	share: string;
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
	const share = isShared(behind) ? sql`(select sum(h.share) ${heirs(behind.nodeId)})` : sql`1`;
	const { rows } = await sql<ActBehind>`
		select a.id, a.unit_id, a.occurred_on, trim_scale(a.qty)::text as qty, trim_scale(round(${share}, 20))::text as share,
			a.corrects is not null as is_correction, a.payload ->> 'note' as note
		from (select * from act a where ${await isBehind(call, behind)}
			order by a.occurred_on ${dir}, a.id ${dir} limit ${page.limit} offset ${page.offset}) a
		order by a.occurred_on ${dir}, a.id ${dir}`.execute(call.db);
	return rows;
}

export async function countActsBehind(call: Call, behind: Behind): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*) as count from (
			select from act a where ${await isBehind(call, behind)} limit ${countedAtMost + 1}) behind`.execute(call.db);
	return rows[0]!.count;
}

/** By today's tree heirs share flows; a stock follows one line, whole. */
const isShared = ({ basis, metric }: Behind): boolean => basis === 'now' && metricNamed(metric)!.kind === 'flow';

/** Today's heirs under the node of what the unit of an act did on its day. */
const heirs = (nodeId: number) => sql`
	from unit_heir h join unit_closure c on c.descendant = h.heir_id and c.ancestor = ${nodeId} and c.valid @> app.today()
	where h.unit_id = a.unit_id and h.valid @> app.today() and h.during @> a.occurred_on`;

/** The units come first: with their numbers in the query the planner knows whether to go by unit or by day. */
async function isBehind(call: Call, behind: Behind): Promise<RawBuilder<unknown>> {
	const { nodeId, metric, campaignId, period, basis } = behind;
	const { id, kind } = metricNamed(metric)!;
	const units = await listUnitsBehind(call, behind);
	const always = units.filter((unit) => unit.always).map(({ unitId }) => unitId);
	const since = kind === 'flow' ? sql`and a.occurred_on >= ${period.from}::date` : sql``;
	const stood = kind === 'flow' ? sql`a.occurred_on` : sql`${period.to}::date`;
	const under = sql`and exists (select from unit_standing s
		where s.unit_id = a.unit_id and s.node_id = ${nodeId} and s.valid @> ${stood})`;
	return sql`a.campaign_id = ${campaignId} and a.metric_id = ${id} and a.unit_id = any (${units.map(({ unitId }) => unitId)}::int[])
		and a.occurred_on < ${endOf(period)}::date ${since} ${basis === 'was' ? under : sql``}
		${always.length < units.length ? sql`and (a.unit_id = any (${always}::int[]) or exists (select ${heirs(nodeId)}))` : sql``}`;
}

/**
 * Every unit of which something may count under the node: those that stood there, stand there today, or whose heirs do. `always`: whatever the
 * day of the act; most are, and need not be asked act by act.
 */
async function listUnitsBehind(call: Call, behind: Behind): Promise<{ unitId: number; always: boolean }[]> {
	const { nodeId, basis } = behind;
	const today = basis === 'now' ? sql`and valid @> app.today()` : sql``;
	const { rows } = await (
		isShared(behind)
			? sql<{ unitId: number; always: boolean }>`
				select h.unit_id, bool_or(lower_inf(h.during) and upper_inf(h.during)) as always from unit_heir h
				join unit_closure c on c.descendant = h.heir_id and c.valid @> app.today() and c.ancestor = ${nodeId}
				where h.valid @> app.today() group by h.unit_id`
			: sql<{
					unitId: number;
					always: boolean;
				}>`select distinct unit_id, true as always from unit_standing where node_id = ${nodeId} ${today}`
	).execute(call.db);
	return rows;
}
