import { sql } from 'kysely';
import type { Call } from '#platform';
import type { SignedStanding } from './apply-standing-change.ts';
import { asWas, grainsOf } from './fold.store.ts';
import { widen } from './rebuild.store.ts';

/**
 * Moves counters along with a change of the tree. What a standing [l, u) contributes is E(l) − E(u), where E(x) is all that
 * the unit did from x on and, for a stock, its balance before x brought along on day x. So only the days on which the set
 * of standings changed matter (`edge`), each with the number of standings that begin there less those that end.
 */
export async function moveCounters(call: Call, standings: readonly SignedStanding[]): Promise<void> {
	await sql`create temporary table edge on commit drop as
		select unit_id, node_id, on_date, sum(times)::int as times
		from (
			select unit_id, node_id, since as on_date, sign as times from ${given(standings)}
			union all
			select unit_id, node_id, until, -sign from ${given(standings)} where until is not null
		) bound
		group by 1, 2, 3 having sum(times) <> 0`.execute(call.db);
	await sql`analyze edge`.execute(call.db);
	await sql`
		with campaign as materialized (
			select distinct campaign_id from campaign_metric
		), brought as materialized (
			select e.unit_id, e.on_date, d.campaign_id, d.metric_id, sum(d.n) as n
			from (select distinct unit_id, on_date from edge) e
			cross join campaign c
			join unit_day d on d.unit_id = e.unit_id and d.campaign_id = c.campaign_id and d.stock and d.day < e.on_date
			group by 1, 2, 3, 4
		), carried as materialized (
			select e.node_id, b.campaign_id, e.on_date, b.metric_id, sum(e.times * b.n) as n
			from edge e join brought b on b.unit_id = e.unit_id and b.on_date = e.on_date
			group by 1, 2, 3, 4 having sum(e.times * b.n) <> 0
		), carry as (
			insert into node_carry as had (node_id, campaign_id, on_date, metric_id, n)
			select node_id, campaign_id, on_date, metric_id, n from carried
			on conflict (node_id, campaign_id, on_date, metric_id) do update set n = had.n + excluded.n
		), moved as (
			select e.node_id, d.campaign_id, d.day, d.metric_id, sum(e.times * d.n) as n
			from edge e
			cross join campaign c
			cross join (values (true), (false)) as kind (stock)
			join unit_day d on d.unit_id = e.unit_id and d.campaign_id = c.campaign_id and d.stock = kind.stock
				and d.day >= e.on_date
			group by 1, 2, 3, 4
			union all
			select node_id, campaign_id, on_date, metric_id, n from carried
		)
		insert into node_figure as had (grain, node_id, campaign_id, period, metric_id, n)
		select g.grain, m.node_id, m.campaign_id, g.period, m.metric_id, sum(m.n)
		from moved m
		cross join lateral (${grainsOf(sql`m.day`, sql`m.node_id in (select node_id from wide_node where figures = ${asWas})`)}) g
		group by 1, 2, 3, 4, 5
		on conflict (grain, node_id, campaign_id, period, metric_id) do update set n = had.n + excluded.n`.execute(call.db);
	await sql`drop table edge`.execute(call.db);
	await widen(call);
}

const given = (standings: readonly SignedStanding[]) => sql`unnest(
	${standings.map((s) => s.unitId)}::int[], ${standings.map((s) => s.nodeId)}::int[],
	${standings.map((s) => s.from)}::date[], ${standings.map((s) => s.until)}::date[],
	${standings.map((s) => s.sign)}::int[]) as given (unit_id, node_id, since, until, sign)`;
