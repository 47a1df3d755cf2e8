import { sql, type RawBuilder } from 'kysely';
import type { Call } from '#platform';

/**
 * Keeps the counters for one transaction at a time: folding, a change of the tree, and the swap of a generation of “as
 * now” must not overlap. Held until the transaction ends; waits as long as it takes.
 */
export async function lockCounters(call: Call): Promise<void> {
	await sql`set local lock_timeout = 0`.execute(call.db);
	await sql`select pg_advisory_xact_lock(${counters})`.execute(call.db);
}

/** Keeps the counters as they are until the transaction ends; others may do so too. Gives up, as any page does, when it takes long. */
export async function holdCounters(call: Call): Promise<void> {
	await sql`select pg_advisory_xact_lock_shared(${counters})`.execute(call.db);
}

const counters = 7_264_050;

/** Large sets are worked on in memory and without compiling plans that run once. */
export async function prepareForSets(call: Call): Promise<void> {
	await sql`set local work_mem = '128MB'`.execute(call.db);
	await sql`set local jit = off`.execute(call.db);
}

/** The days of a wide node are few for the rows that make them: counted up in a hash, not sorted. Until `planAsUsual`. */
export async function countInMemory(call: Call): Promise<void> {
	await sql`set local enable_sort = off`.execute(call.db);
}

export async function planAsUsual(call: Call): Promise<void> {
	await sql`set local enable_sort to default`.execute(call.db);
}

/**
 * Lets the planner know the size of what was just written: with the statistics of empty tables it goes through all of them
 * once for each node.
 */
export async function measureFigures(call: Call): Promise<void> {
	await sql`select app.measure_figures()`.execute(call.db);
}

/** As what `wide_node` lists the counters “as was”; 0 and 1 are the generations of “as now”. */
export const asWas = 2;

/** With more units than this under it a node is wide. */
export const wideAbove = sql`(select wide_above from figures_state)`;

/** The periods that a day counts in: its month, its year, and under a wide node the day itself. */
export const grainsOf = (day: RawBuilder<unknown>, isWide: RawBuilder<unknown>): RawBuilder<unknown> => sql`
	select 'month' as grain, date_trunc('month', ${day}::timestamp)::date as period
	union all select 'year', date_trunc('year', ${day}::timestamp)::date
	union all select 'day', ${day} where ${isWide}`;

/**
 * Turns the oldest `limit` deltas into counters, in one statement: each delta counts under every node where its unit
 * stood on its day; a change of a stock also goes along with every later move of the unit (`carried`: in at the beginning
 * of a standing, out at its end).
 *
 * @returns how many deltas were folded
 */
export async function foldDeltas(call: Call, limit: number): Promise<number> {
	const current = await currentGeneration(call);
	const { rows } = await sql<{ folded: number }>`
		with taken as (
			delete from rollup_delta where id in (select id from rollup_delta order by id limit ${limit})
			returning unit_id, campaign_id, metric_id, day, qty
		), delta as materialized (
			select t.unit_id, t.campaign_id, t.metric_id, m.kind, t.day, sum(t.qty) as qty
			from taken t join metric m on m.id = t.metric_id
			group by 1, 2, 3, 4, 5
		), own as (
			insert into unit_day as had (unit_id, campaign_id, stock, day, metric_id, n)
			select unit_id, campaign_id, kind = 'stock', day, metric_id, qty from delta
			on conflict (unit_id, campaign_id, stock, day, metric_id) do update set n = had.n + excluded.n
		), carried as materialized (
			select s.node_id, d.campaign_id, d.metric_id, move.on_date, sum(move.qty) as qty
			from delta d
			join unit_standing s on s.unit_id = d.unit_id and (upper_inf(s.valid) or upper(s.valid) > d.day)
			cross join lateral (values (lower(s.valid), d.qty), (upper(s.valid), -d.qty)) as move (on_date, qty)
			where d.kind = 'stock' and move.on_date > d.day
			group by 1, 2, 3, 4
		), carry as (
			insert into node_carry as had (node_id, campaign_id, on_date, metric_id, n)
			select node_id, campaign_id, on_date, metric_id, qty from carried
			on conflict (node_id, campaign_id, on_date, metric_id) do update set n = had.n + excluded.n
		), seen as materialized (
			select s.node_id, d.campaign_id, d.metric_id, d.day, sum(d.qty) as qty
			from delta d join unit_standing s on s.unit_id = d.unit_id and s.valid @> d.day
			group by 1, 2, 3, 4
			union all
			select node_id, campaign_id, metric_id, on_date, qty from carried
		), was as (
			insert into node_figure as had (grain, node_id, campaign_id, period, metric_id, n)
			select g.grain, s.node_id, s.campaign_id, g.period, s.metric_id, sum(s.qty)
			from seen s
			cross join lateral (${grainsOf(sql`s.day`, sql`s.node_id in (select node_id from wide_node where figures = ${asWas})`)}) g
			group by 1, 2, 3, 4, 5
			on conflict (grain, node_id, campaign_id, period, metric_id) do update set n = had.n + excluded.n
		), now as (
			insert into ${sql.table(`node_now_${current}`)} as had (generation, grain, node_id, campaign_id, period, metric_id, n, estimated)
			select w.generation, g.grain, w.node_id, d.campaign_id, g.period, d.metric_id,
				sum(d.qty * w.weight), bool_or(w.weight < 1)
			from delta d
			join now_weight w on w.generation = ${current}
				and w.kind = d.kind and w.unit_id = d.unit_id and w.during @> d.day
			cross join lateral (${grainsOf(
				sql`d.day`,
				sql`exists (select from wide_node n where n.figures = w.generation and n.node_id = w.node_id)`,
			)}) g
			group by 1, 2, 3, 4, 5, 6
			on conflict (node_id, grain, campaign_id, period, metric_id)
				do update set n = had.n + excluded.n, estimated = had.estimated or excluded.estimated
		), pending as (
			insert into now_pending (unit_id, campaign_id, metric_id, day, qty)
			select unit_id, campaign_id, metric_id, day, qty from delta
			where exists (select from figures_state where building is not null)
		), known as (
			insert into campaign_metric (campaign_id, metric_id)
			select distinct campaign_id, metric_id from delta
			on conflict do nothing
		)
		select count(*) as folded from taken`.execute(call.db);
	return rows[0]!.folded;
}

/** The generation of “as now” that is read. It stays so while the counters are locked. */
async function currentGeneration(call: Call): Promise<number> {
	const { rows } = await sql<{ current: number }>`select current from figures_state`.execute(call.db);
	return rows[0]!.current;
}

export async function markFolded(call: Call): Promise<void> {
	await sql`update figures_state set folded_at = clock_timestamp(), folds = folds + 1`.execute(call.db);
}

/** Does anything wait to be folded? */
export async function isWaiting(call: Call): Promise<boolean> {
	const { rows } = await sql<{ waiting: boolean }>`select exists (select from rollup_delta) as waiting`.execute(
		call.db,
	);
	return rows[0]!.waiting;
}
