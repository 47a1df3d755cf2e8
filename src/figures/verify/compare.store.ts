import { sql, type RawBuilder } from 'kysely';
import type { Call } from '#platform';
import { asWas } from '../fold.store.ts';
import { compare, measure, running, type Compared } from './two-sets.store.ts';

/** What the units did by day, summed from the acts themselves; what waits to be folded is left out, as in the counters. */
export async function buildDays(call: Call): Promise<void> {
	await sql`create temporary table verify_day on commit drop as
		select unit_id, campaign_id, metric_id, m.kind, day, sum(n) as n
		from (
			select unit_id, campaign_id, metric_id, occurred_on as day, qty as n from act
			union all
			select unit_id, campaign_id, metric_id, day, -qty from rollup_delta
		) done
		join metric m on m.id = done.metric_id
		group by 1, 2, 3, 4, 5`.execute(call.db);
	await sql`create index on verify_day (unit_id)`.execute(call.db);
	await sql`analyze verify_day`.execute(call.db);
}

const month = (day: string) => sql.raw(`date_trunc('month', ${day}::timestamp)::date`);
const year = (day: string) => sql.raw(`date_trunc('year', ${day}::timestamp)::date`);

/** The days of the units, as they are kept. */
export const compareDays = (call: Call): Promise<Compared> =>
	compare(
		call,
		'unit_day',
		sql`select unit_id as node_id, campaign_id, metric_id, day, n, null::boolean as estimated from verify_day`,
		sql`select unit_id as node_id, campaign_id, metric_id, day, n, null::boolean as estimated from unit_day`,
	);

/** Which metrics a campaign has. */
export const compareKnown = (call: Call): Promise<Compared> =>
	compare(
		call,
		'campaign_metric',
		sql`select distinct 0 as node_id, campaign_id, metric_id, date '2000-01-01' as day, 1 as n, null::boolean as estimated
			from verify_day`,
		sql`select 0 as node_id, campaign_id, metric_id, date '2000-01-01' as day, 1 as n, null::boolean as estimated
			from campaign_metric`,
	);

/** As was, flows: what units did under the node where they stood on the day. */
export async function compareFlows(call: Call): Promise<Compared[]> {
	await sql`create temporary table verify_flow on commit drop as
		select s.node_id, d.campaign_id, d.metric_id, ${month('d.day')} as day, sum(d.n) as n
		from verify_day d join verify_standing s on s.unit_id = d.unit_id and s.since <= d.day and d.day < s.until
		where d.kind = 'flow'
		group by 1, 2, 3, 4`.execute(call.db);
	await measure(call, 'verify_flow');
	await sql`create temporary table verify_flow_day on commit drop as
		select s.node_id, d.campaign_id, d.metric_id, d.day, sum(d.n) as n
		from verify_day d join verify_standing s on s.unit_id = d.unit_id and s.since <= d.day and d.day < s.until
		where d.kind = 'flow' and s.node_id in (${wideIn(asWas)})
		group by 1, 2, 3, 4`.execute(call.db);
	await measure(call, 'verify_flow_day');
	return [
		await compare(call, 'node_day', plain('verify_flow_day'), counters('node_day', 'flow')),
		await compare(call, 'node_month', plain('verify_flow'), counters('node_month', 'flow')),
		await compare(call, 'node_year', byYear('verify_flow'), counters('node_year', 'flow')),
	];
}

/**
 * As was, stocks: at the end of every month and on every day on which the tree changes, all that the units then under the
 * node had done by then. The counters keep changes, so their running sums are compared.
 */
export async function compareStocks(call: Call): Promise<Compared[]> {
	await buildStates(call);
	await sql`create temporary table verify_change on commit drop as
		select c.node_id, c.campaign_id, c.metric_id, c.on_date as day, c.n from node_carry c
		union all
		select s.node_id, d.campaign_id, d.metric_id, d.day, d.n
		from unit_day d
		join metric m on m.id = d.metric_id and m.kind = 'stock'
		join unit_standing s on s.unit_id = d.unit_id and s.valid @> d.day`.execute(call.db);
	await measure(call, 'verify_change');
	const monthEnds = sql`select * from verify_state where day = ${month('day')} + interval '1 month' - interval '1 day'`;
	const yearEnds = sql`select * from verify_state where to_char(day, 'MMDD') = '1231'`;
	const ofWide = sql`select * from verify_state where node_id in (${wideIn(asWas)})`;
	return [
		await compare(call, 'node_day', states(ofWide), running(counters('node_day', 'stock'), ofWide)),
		await compare(call, 'node_month', states(monthEnds), running(counters('node_month', 'stock'), monthEnds)),
		await compare(call, 'node_year', states(yearEnds), running(counters('node_year', 'stock'), yearEnds)),
		await compare(
			call,
			'node_carry',
			states(sql`table verify_state`),
			running(plain('verify_change'), sql`table verify_state`),
		),
	];
}

/** The state of every node on every day that is looked at: by the definition, day after day. */
async function buildStates(call: Call): Promise<void> {
	await sql`create temporary table verify_state on commit drop as
		with ends as (
			select (m + interval '1 month' - interval '1 day')::date as day
			from generate_series(
				(select date_trunc('year', min(day)::timestamp) from verify_day where kind = 'stock'),
				(select date_trunc('year', greatest(max(day), (select max(since) from verify_standing))::timestamp) + interval '11 months'
					from verify_day where kind = 'stock'),
				interval '1 month') m
			union
			select since from verify_standing where since >= (select min(day) from verify_day where kind = 'stock')
			union
			select until from verify_standing
			where until < 'infinity' and until >= (select min(day) from verify_day where kind = 'stock')
		), balance as materialized (
			${running(sql`select unit_id as node_id, campaign_id, metric_id, day, n from verify_day where kind = 'stock'`, sql`table ends`)}
		)
		select s.node_id, b.campaign_id, b.metric_id, b.day, sum(b.n) as n
		from balance b join verify_standing s on s.unit_id = b.node_id and s.since <= b.day and b.day < s.until
		group by 1, 2, 3, 4`.execute(call.db);
	await measure(call, 'verify_state');
}

/** As now: what units did, under the nodes of today that continue them; stocks under those that take their place. */
export async function compareNow(call: Call): Promise<Compared[]> {
	const wide = sql`select node_id from wide_node where figures = (select current from figures_state)`;
	await sql`create temporary table verify_now on commit drop as ${nowBy(month('d.day'), sql`true`)}`.execute(call.db);
	await sql`create temporary table verify_now_day on commit drop as ${nowBy(sql`d.day`, sql`n.node_id in (${wide})`)}`.execute(
		call.db,
	);
	await measure(call, 'verify_now', 'verify_now_day');
	const kept = (grain: string) => sql`
		select node_id, campaign_id, metric_id, period as day, n, estimated
		from node_now where generation = (select current from figures_state) and grain = ${grain}`;
	return [
		await compare(call, 'node_now', sql`table verify_now_day`, kept('day')),
		await compare(call, 'node_now', sql`table verify_now`, kept('month')),
		await compare(
			call,
			'node_now',
			sql`select node_id, campaign_id, metric_id, ${year('day')} as day, sum(n) as n, bool_or(estimated) as estimated
				from verify_now group by 1, 2, 3, 4`,
			kept('year'),
		),
	];
}

const nowBy = (period: RawBuilder<unknown>, which: RawBuilder<unknown>) => sql`
	select n.node_id, d.campaign_id, d.metric_id, ${period} as day, sum(d.n * n.weight) as n, bool_or(n.weight < 1) as estimated
	from verify_day d join verify_weight n on n.unit_id = d.unit_id and n.since <= d.day and d.day < n.until
	where d.kind = 'flow' and ${which}
	group by 1, 2, 3, 4
	union all
	select n.node_id, d.campaign_id, d.metric_id, ${period}, sum(d.n), false
	from verify_day d join verify_standing n on n.unit_id = d.unit_id and n.since <= app.today() and app.today() < n.until
	where d.kind = 'stock' and ${which}
	group by 1, 2, 3, 4`;

const wideIn = (figures: number) => sql`select node_id from wide_node where figures = ${figures}`;

const plain = (table: string) =>
	sql`select node_id, campaign_id, metric_id, day, n, null::boolean as estimated from ${sql.table(table)}`;

const byYear = (table: string) =>
	sql`select node_id, campaign_id, metric_id, ${year('day')} as day, sum(n) as n, null::boolean as estimated
		from ${sql.table(table)} group by 1, 2, 3, 4`;

const counters = (table: string, kind: string) =>
	sql`select f.node_id, f.campaign_id, f.metric_id, f.period as day, f.n, null::boolean as estimated
		from ${sql.table(table)} f join metric m on m.id = f.metric_id and m.kind = ${kind}`;

const states = (days: RawBuilder<unknown>) =>
	sql`select node_id, campaign_id, metric_id, day, n, null::boolean as estimated from (${days}) s`;
