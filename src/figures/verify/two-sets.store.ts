import { sql, type RawBuilder } from 'kysely';
import type { Call } from '#platform';
import type { Day } from '#words';

/** A figure that is not what the acts say. */
export type Difference = {
	what: string;
	nodeId: number;
	campaignId: number;
	metricId: number;
	day: Day;
	expected: string;
	found: string;
};

export type Compared = { compared: number; differ: number; examples: Difference[] };

/**
 * Compares two sets of figures key by key; a missing figure is zero. Nothing is kept of tens of millions of figures that agree: only
 * when some do not are they looked for once more. Each side is read once: whatever the planner takes the temporary tables for, it
 * shall not go back into one of them for each row of another.
 */
export async function compare(
	call: Call,
	what: string,
	expected: RawBuilder<unknown>,
	found: RawBuilder<unknown>,
): Promise<Compared> {
	await sql`set local enable_nestloop = off`.execute(call.db);
	const compared = await compareAll(call, what, expected, found);
	await sql`set local enable_nestloop to default`.execute(call.db);
	return compared;
}

async function compareAll(
	call: Call,
	what: string,
	expected: RawBuilder<unknown>,
	found: RawBuilder<unknown>,
): Promise<Compared> {
	const joined = sql`(${expected}) e full join (${found}) f using (node_id, campaign_id, metric_id, day)`;
	const differs = sql`coalesce(e.n, 0) <> coalesce(f.n, 0) or coalesce(e.estimated, false) <> coalesce(f.estimated, false)`;
	const { rows } = await sql<{ compared: number; differ: number }>`
		select count(*) as compared, count(*) filter (where ${differs}) as differ from ${joined}`.execute(call.db);
	const { compared, differ } = rows[0]!;
	if (differ === 0) return { compared, differ, examples: [] };
	const examples = await sql<Omit<Difference, 'what'>>`
		select node_id, campaign_id, metric_id, day, trim_scale(coalesce(e.n, 0))::text as expected, trim_scale(coalesce(f.n, 0))::text as found
		from ${joined} where ${differs} order by 1, 2, 3, 4 limit 5`.execute(call.db);
	return { compared, differ, examples: examples.rows.map((row) => ({ what, ...row })) };
}

/** The sum of all changes up to each day at which some node's state is known. */
export const running = (changes: RawBuilder<unknown>, days: RawBuilder<unknown>) => sql`
	with change as materialized (
		select node_id, campaign_id, metric_id, day, sum(n) as n from (${changes}) c group by 1, 2, 3, 4
	), day as (
		select distinct day from (${days}) d
	), point as (
		select k.node_id, k.campaign_id, k.metric_id, d.day, 0 as n, true as asked
		from (select distinct node_id, campaign_id, metric_id from change) k cross join day d
		union all
		select node_id, campaign_id, metric_id, day, n, false from change
	), summed as (
		select node_id, campaign_id, metric_id, day, asked,
			sum(n) over (partition by node_id, campaign_id, metric_id order by day, asked) as n
		from point
	)
	select node_id, campaign_id, metric_id, day, n, null::boolean as estimated from summed where asked`;

/** Makes a temporary table of what is asked for, in place of the one of that name that was made of other nodes. */
export async function refill(call: Call, table: string, rows: RawBuilder<unknown>): Promise<void> {
	await sql`drop table if exists pg_temp.${sql.id(table)}`.execute(call.db);
	await sql`create temporary table ${sql.id(table)} on commit drop as ${rows}`.execute(call.db);
	await measure(call, table);
}

/** So that the planner knows what was just made. */
export async function measure(call: Call, ...tables: string[]): Promise<void> {
	for (const table of tables) await sql`analyze ${sql.table(table)}`.execute(call.db);
}
