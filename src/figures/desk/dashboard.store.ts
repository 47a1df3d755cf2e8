import { sql } from 'kysely';
import { kept, type Call } from '#platform';
import type { Day } from '#words';
import { nowStale } from '../now.store.ts';
import { metricsIn, type Amount, type MonthChange, type Freshness, type Question } from '../figures.store.ts';
import { idOf, metricOf, type MetricKey } from '../metrics.ts';
import { endOf, type Period } from '../period.ts';

/** What is known about a campaign's figures before one of them is read. */
export type Standing = {
	/** The metrics with acts in the campaign, in the order of the registry. */
	known: MetricKey[];
	freshness: Freshness;
	/** Is “as now” of another tree than today's? */
	stale: boolean;
	/** Of the node and those above it today, the ones whose figures the caller may see. */
	visible: number[];
	/** Reports of the node, the newest first. */
	reports: FrozenReport[];
};

/** A report as a list shows it. */
export type FrozenReport = { id: string; from: Day; to: Day; version: number; frozenAt: string };

export async function findStanding(call: Call, nodeId: number, campaignId: number): Promise<Standing> {
	const { rows } = await sql<
		Freshness & { stale: boolean; known: number[]; visible: number[]; reports: FrozenReport[] | null }
	>`${kept}
		select age.waiting_since, age.folded_at, age.built_at, ${nowStale} as stale,
			array(select metric_id from campaign_metric where campaign_id = ${campaignId}) as known,
			app.visible_nodes(array(select ancestor from unit_closure where descendant = ${nodeId} and valid @> ${call.today}::date)) as visible, (
				select json_agg(json_build_object('id', id, 'from', lower(period), 'to', upper(period) - 1, 'version', version,
					'frozenAt', frozen_at) order by frozen_at desc, version desc)
				from period_report where unit_id = ${nodeId} and campaign_id = ${campaignId}
			) as reports
		from app.figures_age() age`.execute(call.db);
	const { stale, known, visible, reports, ...freshness } = rows[0]!;
	return { known: metricsIn(known), freshness, stale, visible, reports: reports ?? [] };
}

/** What one look at a node asks for, besides its own figures. */
export type Look = Question & {
	/** An earlier period, to compare the node with itself. */
	earlier: Period;
	/** Other nodes, and of which metrics their figures are wanted. */
	others: readonly number[];
	compared: readonly MetricKey[];
	/** The metric that is told month by month. */
	trend: MetricKey;
};

/** All amounts of one look; those that are zero are missing. */
export type Seen = {
	own: Amount[];
	earlier: Amount[];
	/** Of the other nodes, those that the caller may see; without any amount where all are zero. */
	others: Map<number, Amount[]>;
	/** Changes by month, and how a stock stood before the first of them. */
	months: MonthChange[];
	begin: string;
};

/** The figures of a node and of others beside it, in one way to the database; undefined for a node that the caller may not see. */
export async function findFigures(call: Call, nodeId: number, look: Look): Promise<Seen | undefined> {
	const { basis, campaignId, period, earlier, others, compared, trend } = look;
	const { rows } = await sql<{ seen: Written | null }>`${kept}
		select app.figures_beside(${basis}, ${nodeId}, ${others}::int[], ${campaignId}, ${period.from}, ${endOf(period)},
			${earlier.from}, ${endOf(earlier)}, ${compared.map(idOf)}::smallint[], ${idOf(trend)}) as seen`.execute(call.db);
	const seen = rows[0]?.seen;
	if (!seen) return undefined;
	return {
		own: seen.own?.map(amountOf) ?? [],
		earlier: seen.earlier?.map(amountOf) ?? [],
		others: byNode(seen.seen, seen.others ?? []),
		months: seen.months?.map(([month, change]) => ({ metric: trend, month, change, estimated: false })) ?? [],
		begin: seen.begin ?? '0',
	};
}

/** As the database writes it: rows without the names of their columns, none as null. */
type Written = {
	own: WrittenAmount[] | null;
	earlier: WrittenAmount[] | null;
	others: [...WrittenAmount, nodeId: number][] | null;
	seen: number[];
	months: [month: Day, change: string][] | null;
	begin: string | null;
};
type WrittenAmount = [metricId: number, amount: string, estimated: boolean];

const amountOf = ([metricId, amount, estimated]: WrittenAmount | [...WrittenAmount, number]): Amount => ({
	metric: metricOf(metricId).key,
	amount,
	estimated,
});

function byNode(nodes: readonly number[], rows: NonNullable<Written['others']>): Map<number, Amount[]> {
	const amounts = new Map<number, Amount[]>(nodes.map((node) => [node, []]));
	for (const row of rows) amounts.get(row[3])!.push(amountOf(row));
	return amounts;
}
