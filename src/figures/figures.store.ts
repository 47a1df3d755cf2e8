import { sql } from 'kysely';
import { kept, type Call } from '#platform';
import type { Day } from '#words';
import { metricOf, metrics, type MetricKey } from './metrics.ts';
import { endOf, type Basis, type Period } from './period.ts';

/** A figure, exact: a text, because shares have more digits than a number keeps. */
export type Amount = { metric: MetricKey; amount: string; estimated: boolean };

type Row = { nodeId: number; metricId: number; n: string; estimated: boolean };

/** What is asked: of one campaign, over a period, by the tree of each day or by today's. */
export type Question = {
	campaignId: number;
	period: Period;
	basis: Basis;
	/** Only these; all that have acts in the campaign unless said. */
	metrics?: readonly MetricKey[];
};

/** The figures of several nodes, in one query; a node that the caller may not see has none. */
export async function listAmounts(
	call: Call,
	nodes: readonly number[],
	{ campaignId, period, basis, metrics: wanted }: Question,
): Promise<Map<number, Amount[]>> {
	const ids = wanted ? idsOf(wanted) : null;
	const { rows } = await sql<Row>`${kept}
		select node_id, metric_id, trim_scale(n)::text as n, estimated
		from app.figures(${basis}, ${nodes}::int[], ${campaignId}, ${period.from}, ${endOf(period)}, ${ids}::smallint[])`.execute(
		call.db,
	);
	const byNode = new Map<number, Amount[]>();
	for (const row of rows) {
		const amounts = byNode.get(row.nodeId) ?? [];
		amounts.push({ metric: metricOf(row.metricId).key, amount: row.n, estimated: row.estimated });
		byNode.set(row.nodeId, amounts);
	}
	return byNode;
}

/** Which metrics have acts in the campaign, in the order of the registry. */
export async function listCampaignMetrics(call: Call, campaignId: number): Promise<MetricKey[]> {
	const { rows } = await sql<{ metricId: number }>`${kept}
		select metric_id from campaign_metric where campaign_id = ${campaignId}`.execute(call.db);
	return metricsIn(rows.map((row) => row.metricId));
}

/** The metrics with these ids, in the order of the registry. */
export const metricsIn = (ids: readonly number[]): MetricKey[] =>
	metrics.filter((metric) => ids.includes(metric.id)).map((metric) => metric.key);

/** A figure's change in a month that is named by its first day. */
export type MonthChange = { metric: MetricKey; month: Day; change: string; estimated: boolean };

/** Changes of a node's figures, month by month, from the month of the period's first day to that of its last. */
export async function listMonthChanges(
	call: Call,
	nodeId: number,
	wanted: readonly MetricKey[],
	{ campaignId, period, basis }: Question,
): Promise<MonthChange[]> {
	const { rows } = await sql<{ period: Day; metricId: number; n: string; estimated: boolean }>`${kept}
		select period, metric_id, trim_scale(n)::text as n, estimated
		from app.figure_months(${basis}, ${nodeId}, ${campaignId}, ${idsOf(wanted)}::smallint[],
			date_trunc('month', ${period.from}::timestamp)::date, ${endOf(period)})
		order by period`.execute(call.db);
	return rows.map((row) => ({
		metric: metricOf(row.metricId).key,
		month: row.period,
		change: row.n,
		estimated: row.estimated,
	}));
}

/** How fresh the figures are. */
export type Freshness = {
	/** When the oldest act was recorded that is not yet in them; null: all are. */
	waitingSince: Date | null;
	/** When acts were last folded. */
	foldedAt: Date | null;
	/** When “as now” was last built for another tree or day. */
	builtAt: Date | null;
};

export async function findFreshness(call: Call): Promise<Freshness> {
	const { rows } =
		await sql<Freshness>`${kept} select waiting_since, folded_at, built_at from app.figures_age()`.execute(call.db);
	return rows[0]!;
}

/** The unit that is the first to bear a code after a day. */
export async function findLaterBearer(call: Call, code: string, day: Day): Promise<number | undefined> {
	const { rows } = await sql<{ unitId: number }>`
		select unit_id from unit_name where tree = 'main' and code = ${code} and lower(valid) > ${day}::date
		order by lower(valid) limit 1`.execute(call.db);
	return rows[0]?.unitId;
}

/** The node again, if the caller may see its figures. */
export const findVisible = async (call: Call, nodeId: number): Promise<number | undefined> =>
	(await listVisible(call, [nodeId]))[0];

/** Those of the nodes whose figures the caller may see. */
export async function listVisible(call: Call, nodes: readonly number[]): Promise<number[]> {
	const { rows } = await sql<{ node: number }>`${kept}
		select unnest(app.visible_nodes(${nodes}::int[])) as node`.execute(call.db);
	return rows.map(({ node }) => node);
}

const idsOf = (wanted: readonly MetricKey[]): number[] =>
	metrics.filter((metric) => wanted.includes(metric.key)).map((metric) => metric.id);
