import { sql, type RawBuilder } from 'kysely';
import type { Call } from '#platform';
import { asWas, countInMemory, measureFigures, planAsUsual, wideAbove } from './fold.store.ts';

/**
 * Empties every counter “as was”, and what waits: all of it follows from the acts that are committed. Who is building “as now”
 * meanwhile has counted days that are no more, and what waited here was not kept aside for it: that building counts no longer.
 */
export async function emptyCounters(call: Call): Promise<void> {
	await sql`truncate rollup_delta, unit_day, campaign_metric, node_day, node_month, node_year, node_carry`.execute(
		call.db,
	);
	await sql`delete from now_pending`.execute(call.db);
	await sql`update figures_state set fingerprint = '', building = null`.execute(call.db);
}

/** The days of the units, from the acts. */
export async function insertDays(call: Call): Promise<void> {
	await sql`
		insert into unit_day (unit_id, campaign_id, stock, day, metric_id, n)
		select a.unit_id, a.campaign_id, m.kind = 'stock', a.occurred_on, a.metric_id, sum(a.qty)
		from act a join metric m on m.id = a.metric_id
		group by 1, 2, 3, 4, 5
		order by 1, 2, 3, 4, 5`.execute(call.db);
	await sql`insert into campaign_metric select distinct campaign_id, metric_id from unit_day`.execute(call.db);
	await measureFigures(call);
}

/** What units brought along and took away, by the day: see `foldDeltas`. */
export async function insertCarries(call: Call): Promise<void> {
	await sql`
		insert into node_carry (node_id, campaign_id, on_date, metric_id, n)
		select s.node_id, d.campaign_id, move.on_date, d.metric_id, sum(move.n)
		from unit_day d
		join unit_standing s on s.unit_id = d.unit_id and (upper_inf(s.valid) or upper(s.valid) > d.day)
		cross join lateral (values (lower(s.valid), d.n), (upper(s.valid), -d.n)) as move (on_date, n)
		where d.stock and move.on_date > d.day
		group by 1, 2, 3, 4`.execute(call.db);
}

/** Of wide nodes the days, and what they make; of the others months and years from one sorting of each node's few days. */
export async function insertNodeFigures(call: Call): Promise<void> {
	await sql`delete from wide_node where figures = ${asWas}`.execute(call.db);
	await widen(call);
	await sql`
		insert into node_figure (grain, node_id, campaign_id, period, metric_id, n)
		${periodsFrom('node_day', 'month')} union all ${periodsFrom('node_day', 'year')}`.execute(call.db);
	await sql`
		insert into node_figure (grain, node_id, campaign_id, period, metric_id, n)
		select own.grain, node.node_id, own.campaign_id, own.period, own.metric_id, own.n
		from (select distinct node_id from unit_standing order by 1) node
		cross join lateral (
			select case grouping(month) when 0 then 'month' else 'year' end as grain, coalesce(month, year) as period,
				campaign_id, metric_id, sum(n) as n
			from (
				select date_trunc('year', day::timestamp)::date as year, date_trunc('month', day::timestamp)::date as month, done.*
				from (${daysUnder(sql`node.node_id`)}) done
			) dated
			group by grouping sets ((campaign_id, metric_id, year, month), (campaign_id, metric_id, year))
		) own
		where node.node_id not in (select node_id from wide_node where figures = ${asWas})`.execute(call.db);
	await measureFigures(call);
}

const periodsFrom = (table: string, grain: 'month' | 'year') => sql`
	select ${grain}, node_id, campaign_id, date_trunc(${grain}, period::timestamp)::date, metric_id, sum(n)
	from ${sql.table(table)} group by 2, 3, 4, 5`;

/** Nodes that have become wide get counters of days. One that is no longer so wide keeps them. */
export async function widen(call: Call): Promise<void> {
	const { rows } = await sql<{ nodeId: number }>`
		insert into wide_node (figures, node_id)
		select ${asWas}, node_id from unit_standing group by node_id having count(distinct unit_id) > ${wideAbove}
		on conflict do nothing
		returning node_id`.execute(call.db);
	if (rows.length === 0) return;
	await countInMemory(call);
	await sql`
		insert into node_figure (grain, node_id, campaign_id, period, metric_id, n)
		select 'day', node.node_id, own.*
		from unnest(${rows.map(({ nodeId }) => nodeId)}::int[]) as node (node_id)
		cross join lateral (
			select campaign_id, day, metric_id, sum(n) from (${daysUnder(sql`node.node_id`)}) done group by 1, 2, 3
		) own`.execute(call.db);
	await planAsUsual(call);
}

/** What was done under a node by day, and what units brought along. */
const daysUnder = (node: RawBuilder<unknown>) => sql`
	select d.campaign_id, d.day, d.metric_id, d.n
	from unit_standing s
	join unit_day d on d.unit_id = s.unit_id and s.valid @> d.day
	where s.node_id = ${node}
	union all
	select campaign_id, on_date, metric_id, n from node_carry where node_id = ${node}`;
