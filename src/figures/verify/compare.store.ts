import { sql, type RawBuilder } from 'kysely';
import type { Call } from '#platform';
import { asWas } from '../fold.store.ts';
import { compare, measure, refill, running, type Compared } from './two-sets.store.ts';

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
		group by 1, 2, 3, 4, 5
		order by 1`.execute(call.db);
	await sql`create index on verify_day (unit_id)`.execute(call.db);
	await sql`analyze verify_day`.execute(call.db);
}

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

/** The nodes of which figures are compared at a time: those whose ids are from `first` to `last`. */
export type Nodes = { first: number; last: number };

/**
 * All nodes, in stretches with so few days under them that a stretch is worked on in memory. Ids without a node between them
 * belong to a stretch too: what a counter says of a node that never was is found.
 */
export async function listStretches(call: Call, most: number): Promise<Nodes[]> {
	const { rows } = await sql<{ last: number }>`
		with days as materialized (
			select unit_id, count(*) as n from verify_day group by 1
		), work as (
			select node_id, sum(n) as n
			from (select node_id, unit_id from verify_standing union select node_id, unit_id from verify_weight) under
			join days using (unit_id)
			group by 1
		), upto as (
			select node_id, floor(sum(n) over (order by node_id) / ${most}) as stretch from work
		)
		select max(node_id) as last from upto group by stretch order by 1`.execute(call.db);
	const lasts = [...rows.slice(0, -1).map(({ last }) => last), largest];
	return lasts.map((last, at) => ({ first: at === 0 ? 0 : lasts[at - 1]! + 1, last }));
}

/** No id is beyond. */
const largest = 2 ** 31 - 1;

/** As was, flows: what units did under the node where they stood on the day. */
export async function compareFlows(call: Call, nodes: Nodes): Promise<Compared[]> {
	await refill(
		call,
		'verify_flow',
		sql`select s.node_id, d.campaign_id, d.metric_id, d.day, sum(d.n) as n
			from verify_day d join verify_standing s on s.unit_id = d.unit_id and s.since <= d.day and d.day < s.until
			where d.kind = 'flow' and ${within(nodes, 's')}
			group by 1, 2, 3, 4`,
	);
	const ofWide = sql`select * from verify_flow where node_id in (${wideIn(asWas)})`;
	return [
		await compare(call, 'node_day', plain(ofWide), counters('node_day', 'flow', nodes)),
		await compare(call, 'node_month', summed('verify_flow', month), counters('node_month', 'flow', nodes)),
		await compare(call, 'node_year', summed('verify_flow', year), counters('node_year', 'flow', nodes)),
	];
}

/**
 * How every unit stood at the end of every month and on every day on which the tree changes: all that it had done by then, day
 * after day, by the definition.
 */
export async function buildBalances(call: Call): Promise<void> {
	const stocks = sql`select * from verify_day where kind = 'stock'`;
	await sql`create temporary table verify_end on commit drop as
		with stock as materialized (${stocks})
		select (m + interval '1 month' - interval '1 day')::date as day
		from generate_series(
			(select date_trunc('year', min(day)::timestamp) from stock),
			(select date_trunc('year', greatest(max(day), (select max(since) from verify_standing))::timestamp) + interval '11 months'
				from stock),
			interval '1 month') m
		union
		select since from verify_standing where since >= (select min(day) from stock)
		union
		select until from verify_standing where until < 'infinity' and until >= (select min(day) from stock)`.execute(
		call.db,
	);
	await sql`create temporary table verify_balance on commit drop as
		select node_id as unit_id, campaign_id, metric_id, day, n
		from (${running(sql`select unit_id as node_id, campaign_id, metric_id, day, n from (${stocks}) s`, everyEnd)}) b`.execute(
		call.db,
	);
	await sql`create index on verify_balance (unit_id)`.execute(call.db);
	await measure(call, 'verify_end', 'verify_balance');
}

const everyEnd = sql`table verify_end`;
const monthEnds = (table: string) =>
	sql`select * from ${sql.table(table)} where day = ${month} + interval '1 month' - interval '1 day'`;
const yearEnds = (table: string) => sql`select * from ${sql.table(table)} where to_char(day, 'MMDD') = '1231'`;

/**
 * As was, stocks: on each of those days, all that the units then under the node had done by then. The counters keep changes, so
 * their running sums are compared; what they say of later days is compared with nothing.
 */
export async function compareStocks(call: Call, nodes: Nodes): Promise<Compared[]> {
	await refill(
		call,
		'verify_state',
		sql`select s.node_id, b.campaign_id, b.metric_id, b.day, sum(b.n) as n
			from verify_balance b join verify_standing s on s.unit_id = b.unit_id and s.since <= b.day and b.day < s.until
			where ${within(nodes, 's')}
			group by 1, 2, 3, 4`,
	);
	await refill(
		call,
		'verify_change',
		sql`select c.node_id, c.campaign_id, c.metric_id, c.on_date as day, c.n from node_carry c where ${within(nodes, 'c')}
			union all
			select s.node_id, d.campaign_id, d.metric_id, d.day, d.n
			from unit_day d join unit_standing s on s.unit_id = d.unit_id and s.valid @> d.day
			where d.stock and ${within(nodes, 's')}`,
	);
	const ofWide = sql`select * from verify_state where node_id in (${wideIn(asWas)})`;
	const counted = (table: string) => counters(table, 'stock', nodes);
	const later = (figures: RawBuilder<unknown>) =>
		sql`select * from (${figures}) f where day > coalesce((select max(day) from verify_end), '-infinity')`;
	const nothing = later(plain(sql`table verify_state`));
	return [
		await compare(call, 'node_day', plain(ofWide), running(counted('node_day'), everyEnd)),
		await compare(
			call,
			'node_month',
			plain(monthEnds('verify_state')),
			running(counted('node_month'), monthEnds('verify_end')),
		),
		await compare(
			call,
			'node_year',
			plain(yearEnds('verify_state')),
			running(counted('node_year'), yearEnds('verify_end')),
		),
		await compare(call, 'node_carry', plain(sql`table verify_state`), running(sql`table verify_change`, everyEnd)),
		await compare(call, 'node_month', nothing, later(counted('node_month'))),
		await compare(call, 'node_year', nothing, later(counted('node_year'))),
		await compare(call, 'node_day', nothing, later(counted('node_day'))),
		await compare(call, 'node_carry', nothing, later(plain(sql`table verify_change`))),
	];
}

/** As now: what units did, under the nodes of today that continue them; stocks under those that take their place. */
export async function compareNow(call: Call, nodes: Nodes): Promise<Compared[]> {
	await refill(
		call,
		'verify_now',
		sql`select n.node_id, d.campaign_id, d.metric_id, d.day, sum(d.n * n.weight) as n, bool_or(n.weight < 1) as estimated
			from verify_day d join verify_weight n on n.unit_id = d.unit_id and n.since <= d.day and d.day < n.until
			where d.kind = 'flow' and ${within(nodes, 'n')}
			group by 1, 2, 3, 4
			union all
			select n.node_id, d.campaign_id, d.metric_id, d.day, sum(d.n), false
			from verify_day d join verify_standing n on n.unit_id = d.unit_id and n.since <= app.today() and app.today() < n.until
			where d.kind = 'stock' and ${within(nodes, 'n')}
			group by 1, 2, 3, 4`,
	);
	const current = sql`(select current from figures_state)`;
	const kept = (grain: string) => sql`
		select node_id, campaign_id, metric_id, period as day, n, estimated
		from node_now k where generation = ${current} and grain = ${grain} and ${within(nodes, 'k')}`;
	const days = sql`
		select * from verify_now where node_id in (select node_id from wide_node where figures = ${current})`;
	return [
		await compare(call, 'node_now', days, kept('day')),
		await compare(call, 'node_now', summed('verify_now', month, sql`bool_or(estimated)`), kept('month')),
		await compare(call, 'node_now', summed('verify_now', year, sql`bool_or(estimated)`), kept('year')),
	];
}

const month = sql`date_trunc('month', day::timestamp)::date`;
const year = sql`date_trunc('year', day::timestamp)::date`;

const within = ({ first, last }: Nodes, table: string) =>
	sql`${sql.ref(`${table}.node_id`)} between ${first}::int and ${last}::int`;

const wideIn = (figures: number) => sql`select node_id from wide_node where figures = ${figures}`;

const unknown = sql`null::boolean`;

const plain = (figures: RawBuilder<unknown>) =>
	sql`select node_id, campaign_id, metric_id, day, n, ${unknown} as estimated from (${figures}) f`;

const summed = (table: string, period: RawBuilder<unknown>, estimated: RawBuilder<unknown> = unknown) =>
	sql`select node_id, campaign_id, metric_id, ${period} as day, sum(n) as n, ${estimated} as estimated
		from ${sql.table(table)} group by node_id, campaign_id, metric_id, ${period}`;

const counters = (table: string, kind: string, nodes: Nodes) =>
	sql`select f.node_id, f.campaign_id, f.metric_id, f.period as day, f.n, ${unknown} as estimated
		from ${sql.table(table)} f join metric m on m.id = f.metric_id and m.kind = ${kind}
		where ${within(nodes, 'f')}`;
