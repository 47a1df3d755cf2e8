import { sql, type RawBuilder } from 'kysely';
import type { Call } from '#platform';
import { countInMemory, grainsOf, planAsUsual, wideAbove } from './fold.store.ts';

/**
 * Empties the generation that is not read; from now on this building is the one that counts. For who holds `lockBuilding`, so that no other
 * is swapped in meanwhile, and does not hold the counters: whoever reads the tables for long, as a backup does, is waited for, and
 * readers wait behind. Hence not for long, but longer than the second after which a vacuum gives way.
 *
 * @returns the generation to build
 */
export async function emptyGeneration(call: Call, building: string): Promise<number> {
	const { rows } = await sql<{ generation: number }>`select 1 - current as generation from figures_state`.execute(
		call.db,
	);
	const { generation } = rows[0]!;
	await sql`set local lock_timeout = '1500ms'`.execute(call.db);
	await sql`select app.drop_now_key(${generation})`.execute(call.db);
	await sql`truncate ${figuresOf(generation)}`.execute(call.db);
	await sql`update figures_state set building = ${building}`.execute(call.db);
	return generation;
}

/** Writes the weights of an empty generation, and from now on has every folded delta kept aside. */
export async function beginGeneration(call: Call, generation: number): Promise<void> {
	await sql`delete from now_weight where generation = ${generation}`.execute(call.db);
	await sql`delete from now_pending`.execute(call.db);
	await insertFlowWeights(call, generation);
	await sql`
		insert into now_weight (generation, kind, unit_id, during, node_id, weight)
		select ${generation}, 'stock', unit_id, '(,)', node_id, 1 from unit_standing where valid @> app.today()`.execute(
		call.db,
	);
	await sql`delete from wide_node where figures = ${generation}`.execute(call.db);
	await sql`
		insert into wide_node (figures, node_id)
		select ${generation}, node_id from now_weight where generation = ${generation}
		group by node_id having count(distinct unit_id) > ${wideAbove}`.execute(call.db);
}

/** Where the figures of a generation are written: a key over them exists here only, not over both. */
export const figuresOf = (generation: number) => sql.table(`node_now_${generation}`);

/**
 * The days on which a unit's heirs differ cut its life into segments; in each, a node's weight is the sum of the shares of
 * the heirs under it.
 */
async function insertFlowWeights(call: Call, generation: number): Promise<void> {
	await sql`
		with heir as materialized (
			select unit_id, during, heir_id, share from unit_heir where valid @> app.today()
		), cut as (
			select unit_id, lower(during) as day from heir where not lower_inf(during)
			union select unit_id, upper(during) from heir where not upper_inf(during)
			union select unit_id, null from heir
		), segment as (
			select unit_id, daterange(day, lead(day) over (partition by unit_id order by day nulls first)) as during from cut
		)
		insert into now_weight (generation, kind, unit_id, during, node_id, weight)
		select ${generation}, 'flow', s.unit_id, s.during, c.ancestor, round(sum(h.share), 20)
		from segment s
		join heir h on h.unit_id = s.unit_id and h.during @> s.during
		join unit_closure c on c.descendant = h.heir_id and c.valid @> app.today()
		group by 2, 3, 4, 5 having round(sum(h.share), 20) > 0`.execute(call.db);
}

/** A generation is filled in two parts, side by side: the many small nodes, and the few wide ones, which have days too. */
export type Part = 'narrow' | 'wide';
export const parts: readonly Part[] = ['narrow', 'wide'];

/**
 * Fills a part of a generation from the days, node after node: in one heap they would be sorted on disk.
 *
 * @returns the snapshot that says which folds it has seen
 */
export async function fillPart(call: Call, generation: number, part: Part): Promise<string> {
	if (part === 'wide') await countInMemory(call);
	const { rows } = await sql<{ snapshot: string }>`
		with filled as (
			insert into ${figuresOf(generation)} (generation, grain, node_id, campaign_id, period, metric_id, n, estimated)
			${part === 'narrow' ? ofNarrow(generation) : ofWide(generation)}
		)
		select pg_current_snapshot()::text as snapshot`.execute(call.db);
	await planAsUsual(call);
	return rows[0]!.snapshot;
}

/** Months and years from one sorting of each node's few days. */
const ofNarrow = (generation: number): RawBuilder<unknown> => sql`
	select ${generation}, own.grain, node.node_id, own.campaign_id, own.period, own.metric_id, own.n, own.estimated
	from (select distinct node_id from now_weight where generation = ${generation}) node
	cross join lateral (
		select case grouping(month) when 0 then 'month' else 'year' end as grain, coalesce(month, year) as period,
			campaign_id, metric_id, sum(n) as n, bool_or(estimated) as estimated
		from (
			select date_trunc('year', day::timestamp)::date as year, date_trunc('month', day::timestamp)::date as month, done.*
			from (${daysOf(generation, sql`node.node_id`)}) done
		) dated
		group by grouping sets ((campaign_id, metric_id, year, month), (campaign_id, metric_id, year))
	) own
	where node.node_id not in (${wideIn(generation)})`;

/** Days counted up in memory, months from the days, years from the months. */
const ofWide = (generation: number): RawBuilder<unknown> => sql`
	select ${generation}, own.grain, node.node_id, own.campaign_id, own.period, own.metric_id, own.n, own.estimated
	from (${wideIn(generation)}) node
	cross join lateral (
		with days as materialized (
			select campaign_id, day, metric_id, sum(n) as n, bool_or(estimated) as estimated
			from (${daysOf(generation, sql`node.node_id`)}) done
			group by 1, 2, 3
		), months as materialized (
			select campaign_id, date_trunc('month', day::timestamp)::date as month, metric_id, sum(n) as n, bool_or(estimated) as estimated
			from days group by 1, 2, 3
		)
		select 'day' as grain, campaign_id, day as period, metric_id, n, estimated from days
		union all select 'month', campaign_id, month, metric_id, n, estimated from months
		union all select 'year', campaign_id, date_trunc('year', month::timestamp)::date, metric_id, sum(n), bool_or(estimated)
			from months group by 2, 3, 4
	) own`;

const daysOf = (generation: number, node: RawBuilder<unknown>) => sql`
	select d.campaign_id, d.day, d.metric_id,
		case when w.weight = 1 then d.n else d.n * w.weight end as n, w.weight < 1 as estimated
	from now_weight w
	join unit_day d on d.unit_id = w.unit_id and d.stock = (w.kind = 'stock') and w.during @> d.day
	where w.generation = ${generation} and w.node_id = ${node}`;

const wideIn = (generation: number) => sql`select node_id from wide_node where figures = ${generation}`;

/** Makes the key of a generation that is full. */
export async function keyGeneration(call: Call, generation: number): Promise<void> {
	await sql`select app.make_now_key(${generation})`.execute(call.db);
}

/** Adds to a part what was folded meanwhile, unless its snapshot had seen it. */
export async function addPending(call: Call, generation: number, part: Part, snapshot: string): Promise<void> {
	const isWide = sql`w.node_id in (${wideIn(generation)})`;
	await sql`
		insert into ${figuresOf(generation)} as had (generation, grain, node_id, campaign_id, period, metric_id, n, estimated)
		select ${generation}, g.grain, w.node_id, p.campaign_id, g.period, p.metric_id, sum(p.qty * w.weight), bool_or(w.weight < 1)
		from now_pending p
		join metric m on m.id = p.metric_id
		join now_weight w on w.generation = ${generation} and w.kind = m.kind and w.unit_id = p.unit_id and w.during @> p.day
		cross join lateral (${grainsOf(sql`p.day`, part === 'wide' ? sql`true` : sql`false`)}) g
		where not pg_visible_in_snapshot(p.xid, ${snapshot}::pg_snapshot) and ${part === 'wide' ? isWide : sql`not ${isWide}`}
		group by 2, 3, 4, 5, 6
		on conflict (node_id, grain, campaign_id, period, metric_id)
			do update set n = had.n + excluded.n, estimated = had.estimated or excluded.estimated`.execute(call.db);
}
