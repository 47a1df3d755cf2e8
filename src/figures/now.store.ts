import { sql, type RawBuilder } from 'kysely';
import { kept, type Call } from '#platform';
import { grainsOf, wideAbove } from './fold.store.ts';
import type { Day } from './period.ts';

/** The state of every tree. */
const epochs = sql`(select coalesce(string_agg(tree || ' ' || epoch, ',' order by tree), '') from tree_state)`;

/**
 * Is the generation that is read of another tree than today's: changed since, or changing on a day between the one it was
 * built on and today (a re-organisation decided ahead takes effect by itself)?
 */
export async function isNowStale(call: Call): Promise<boolean> {
	const { rows } = await sql<{ stale: boolean }>`${kept}
		select s.built_on is null or s.fingerprint <> ${epochs}
			or (s.built_on <> app.today() and (
				exists (select from unit_heir h where ${turnsBetween('h')})
				or exists (select from unit_standing h where ${turnsBetween('h')}))) as stale
		from figures_state s`.execute(call.db);
	return rows[0]!.stale;
}

const turnsBetween = (table: string) => {
	const valid = sql.ref(`${table}.valid`);
	const within = sql`> least(s.built_on, app.today()) and`;
	return sql`(lower(${valid}) ${within} lower(${valid}) <= greatest(s.built_on, app.today()))
		or (upper(${valid}) ${within} upper(${valid}) <= greatest(s.built_on, app.today()))`;
};

/** What was built for another day holds today too. Said once a day, so that nobody needs to look again. */
export async function markBuiltToday(call: Call): Promise<void> {
	await sql`update figures_state set built_on = app.today() where built_on <> app.today()`.execute(call.db);
}

/** May this transaction build? Only one does; its lock ends with it. */
export async function lockBuilding(call: Call): Promise<boolean> {
	const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(7264051) as locked`.execute(call.db);
	return rows[0]!.locked;
}

/**
 * Empties the generation that is not read, writes its weights, and from now on has every folded delta kept aside.
 *
 * @returns the generation to build
 */
export async function beginGeneration(call: Call, building: string): Promise<number> {
	const { rows } = await sql<{ generation: number }>`
		update figures_state set building = ${building}
		returning 1 - current as generation`.execute(call.db);
	const { generation } = rows[0]!;
	await sql`truncate ${sql.table(`node_now_${generation}`)}`.execute(call.db);
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
	return generation;
}

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

/**
 * Fills a generation from the days: the many small nodes one after the other, each from the days of its few units, and
 * the few wide ones together in one pass, by day. In one heap they would be sorted on disk.
 *
 * @returns the snapshot that says which folds it has seen
 */
export async function fillGeneration(call: Call, generation: number): Promise<string> {
	const isWide = sql`select node_id from wide_node where figures = ${generation}`;
	const { rows } = await sql<{ snapshot: string }>`
		with narrow as (
			insert into node_now (generation, grain, node_id, campaign_id, period, metric_id, n, estimated)
			select ${generation}, 'month', node.node_id, own.*
			from (select distinct node_id from now_weight where generation = ${generation}) node
			cross join lateral (
				${periodsOf(generation, sql`date_trunc('month', d.day::timestamp)::date`, sql`w.node_id = node.node_id`)}
				group by 1, 2, 3
			) own
			where node.node_id not in (${isWide})
		), wide as (
			insert into node_now (generation, grain, node_id, campaign_id, period, metric_id, n, estimated)
			select ${generation}, 'day', days.*
			from (
				${periodsOf(generation, sql`d.day`, sql`w.node_id in (${isWide})`, sql`w.node_id,`)}
				group by 1, 2, 3, 4
			) days
		)
		select pg_current_snapshot()::text as snapshot`.execute(call.db);
	await sumUp(call, generation, 'day', 'month');
	await sumUp(call, generation, 'month', 'year');
	return rows[0]!.snapshot;
}

const sumUp = (call: Call, generation: number, from: 'day' | 'month', to: 'month' | 'year') =>
	sql`
		insert into node_now (generation, grain, node_id, campaign_id, period, metric_id, n, estimated)
		select generation, ${to}, node_id, campaign_id, date_trunc(${to}, period::timestamp)::date, metric_id,
			sum(n), bool_or(estimated)
		from node_now where generation = ${generation} and grain = ${from}
		group by 1, 3, 4, 5, 6`.execute(call.db);

const periodsOf = (generation: number, period: RawBuilder<unknown>, which: RawBuilder<unknown>, node = sql``) => sql`
	select ${node} d.campaign_id, ${period} as period, d.metric_id,
		sum(case when w.weight = 1 then d.n else d.n * w.weight end), bool_or(w.weight < 1)
	from now_weight w
	join unit_day d on d.unit_id = w.unit_id and d.stock = (w.kind = 'stock') and w.during @> d.day
	where w.generation = ${generation} and ${which}`;

/** Is this build still the one that counts? Another process may have begun anew after a crash. */
export async function isBuilding(call: Call, building: string): Promise<boolean> {
	const { rows } = await sql`select from figures_state where building = ${building}`.execute(call.db);
	return rows.length > 0;
}

/** Adds what was folded meanwhile. */
export async function addPending(call: Call, generation: number, snapshot: string): Promise<void> {
	await sql`
		insert into node_now as had (generation, grain, node_id, campaign_id, period, metric_id, n, estimated)
		select ${generation}, g.grain, w.node_id, p.campaign_id, g.period, p.metric_id, sum(p.qty * w.weight), bool_or(w.weight < 1)
		from now_pending p
		join metric m on m.id = p.metric_id
		join now_weight w on w.generation = ${generation} and w.kind = m.kind and w.unit_id = p.unit_id and w.during @> p.day
		cross join lateral (${grainsOf(
			sql`p.day`,
			sql`exists (select from wide_node n where n.figures = ${generation} and n.node_id = w.node_id)`,
		)}) g
		where not pg_visible_in_snapshot(p.xid, ${snapshot}::pg_snapshot)
		group by 2, 3, 4, 5, 6
		on conflict (generation, grain, node_id, campaign_id, period, metric_id)
			do update set n = had.n + excluded.n, estimated = had.estimated or excluded.estimated`.execute(call.db);
}

/** From now on this generation is read. */
export async function swapGeneration(call: Call, generation: number, { of, day }: Built): Promise<void> {
	await sql`delete from now_pending`.execute(call.db);
	await sql`
		update figures_state set current = ${generation}, fingerprint = ${of}, built_on = ${day}, built_at = clock_timestamp(),
			building = null`.execute(call.db);
}

/** The state of every tree, and the day, as this transaction sees them. */
export type Built = { of: string; day: Day };

export async function readBuilt(call: Call): Promise<Built> {
	const { rows } = await sql<Built>`select ${epochs} as of, app.today() as day`.execute(call.db);
	return rows[0]!;
}
