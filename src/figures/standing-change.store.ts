import { sql, type RawBuilder } from 'kysely';
import type { Call } from '#platform';
import type { SignedStanding } from './apply-standing-change.ts';
import { asWas } from './fold.store.ts';
import { widen } from './rebuild.store.ts';

/**
 * Moves counters along with a change of the tree. What a standing [l, u) contributes is E(l) − E(u), where E(x) is all that
 * the unit did from x on and, for a stock, its balance before x brought along on day x. So only the days on which the set
 * of standings changed matter (`edge`), each with the number of standings that begin there less those that end.
 */
export async function moveCounters(call: Call, standings: readonly SignedStanding[]): Promise<void> {
	await buildEdges(call, standings);
	await carryBalances(call);
	await buildMoved(call);
	await addMoved(call);
	await sql`drop table edge, carried, moved`.execute(call.db);
	await widen(call);
}

async function buildEdges(call: Call, standings: readonly SignedStanding[]): Promise<void> {
	await sql`create temporary table edge on commit drop as
		select unit_id, node_id, on_date, sum(times)::int as times
		from (
			select unit_id, node_id, since as on_date, sign as times from ${given(standings)}
			union all
			select unit_id, node_id, until, -sign from ${given(standings)} where until is not null
		) bound
		group by 1, 2, 3 having sum(times) <> 0
		order by 1, 3`.execute(call.db);
	await sql`analyze edge`.execute(call.db);
}

const given = (standings: readonly SignedStanding[]) => sql`unnest(
	${standings.map((s) => s.unitId)}::int[], ${standings.map((s) => s.nodeId)}::int[],
	${standings.map((s) => s.from)}::date[], ${standings.map((s) => s.until)}::date[],
	${standings.map((s) => s.sign)}::int[]) as given (unit_id, node_id, since, until, sign)`;

/** The balances that units bring along or take away: of each unit and day once, whatever number of nodes they concern. */
async function carryBalances(call: Call): Promise<void> {
	await sql`create temporary table carried on commit drop as
		with brought as materialized (
			select e.unit_id, e.on_date, b.campaign_id, b.metric_id, b.n
			from (select distinct unit_id, on_date from edge) e
			cross join lateral (
				select d.campaign_id, d.metric_id, sum(d.n) as n
				from (${campaigns}) c
				cross join lateral (
					select campaign_id, metric_id, n from unit_day
					where unit_id = e.unit_id and campaign_id = c.campaign_id and stock and day < e.on_date
					offset 0
				) d
				group by 1, 2
			) b
		)
		select e.node_id, b.campaign_id, e.on_date as day, b.metric_id, sum(e.times * b.n) as n
		from edge e join brought b on b.unit_id = e.unit_id and b.on_date = e.on_date
		group by 1, 2, 3, 4 having sum(e.times * b.n) <> 0`.execute(call.db);
	await sql`
		insert into node_carry as had (node_id, campaign_id, on_date, metric_id, n)
		select node_id, campaign_id, day, metric_id, n from carried order by 1, 2, 3, 4
		on conflict (node_id, campaign_id, on_date, metric_id) do update set n = had.n + excluded.n`.execute(call.db);
}

const campaigns = sql`select distinct campaign_id from campaign_metric`;

/**
 * What the nodes gain and lose, by month, and by day where they are wide. Edge by edge through the key (`offset 0` keeps the
 * planner to it): of ten million days a document of today concerns those since, and they lie together.
 */
async function buildMoved(call: Call): Promise<void> {
	await sql`create temporary table moved on commit drop as
		select n.node_id, n.campaign_id, n.is_wide, case when n.is_wide then n.day else ${month('n.day')} end as day, n.metric_id, sum(n.n) as n
		from (
			select e.node_id, e.node_id in (${wide}) as is_wide, d.campaign_id, d.day, d.metric_id, e.times * d.n as n
			from edge e
			cross join (${campaigns}) c
			cross join (values (true), (false)) as kind (stock)
			cross join lateral (
				select campaign_id, day, metric_id, n from unit_day
				where unit_id = e.unit_id and campaign_id = c.campaign_id and stock = kind.stock and day >= e.on_date
				offset 0
			) d
			union all
			select node_id, node_id in (${wide}), campaign_id, day, metric_id, n from carried
		) n
		group by 1, 2, 3, 4, 5 having sum(n.n) <> 0`.execute(call.db);
}

const wide = sql`select node_id from wide_node where figures = ${asWas}`;

/** A counter after the other, each in the order of its key. */
async function addMoved(call: Call): Promise<void> {
	await add(call, 'day', sql`select node_id, campaign_id, day, metric_id, n from moved where is_wide`);
	for (const grain of ['month', 'year'] as const) {
		await add(
			call,
			grain,
			sql`select node_id, campaign_id, date_trunc(${grain}, day::timestamp)::date, metric_id, sum(n)
				from moved group by 1, 2, 3, 4 having sum(n) <> 0`,
		);
	}
}

const add = (call: Call, grain: 'day' | 'month' | 'year', moved: RawBuilder<unknown>) =>
	sql`
		insert into ${sql.table(`node_${grain}`)} as had (grain, node_id, campaign_id, period, metric_id, n)
		select ${grain}, moved.* from (${moved}) moved order by 2, 3, 4, 5
		on conflict (grain, node_id, campaign_id, period, metric_id) do update set n = had.n + excluded.n`.execute(call.db);

const month = (day: string) => sql.raw(`date_trunc('month', ${day}::timestamp)::date`);
