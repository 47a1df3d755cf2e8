import { listChildren, type UnitOn } from '#organisation';
import { found, Invalid, type Call } from '#platform';
import { addDays, m, type Day } from '#words';
import {
	listAmounts,
	listCampaignMetrics,
	listMonthChanges,
	listVisible,
	type Amount,
	type MonthChange,
	type Question,
} from './figures.store.ts';
import { metricNamed, type MetricKey } from './metrics.ts';
import { monthsOf, type Period } from './period.ts';

/** Figures by metric, as exact texts; every metric with acts in the campaign is there. */
export type Figures = {
	amounts: Partial<Record<MetricKey, string>>;
	/** Metrics of which a part was divided by the shares of a split. */
	estimated: MetricKey[];
};

/**
 * The figures of a node over a period, both days included: flows summed, stocks as they stand at the end.
 * All zero for a node that did not exist in the period, and for one that the caller may not see.
 */
export async function figuresOf(call: Call, nodeId: number, question: Question): Promise<Figures> {
	return found((await figuresOfEach(call, [nodeId], question)).get(nodeId));
}

/** The figures of several nodes in one query. */
export async function figuresOfEach(
	call: Call,
	nodes: readonly number[],
	question: Question,
): Promise<Map<number, Figures>> {
	const { from, to } = question.period;
	if (from > to) throw new Invalid(() => m.figures_period_backwards());
	const known = question.metrics ?? (await listCampaignMetrics(call, question.campaignId));
	const amounts = await listAmounts(call, nodes, question);
	return new Map(nodes.map((node) => [node, figuresFrom(known, amounts.get(node) ?? [])]));
}

/**
 * The units right under a node on the last day of the period (today for “now”), each with its figures; without those that have gone
 * elsewhere since, where the caller may not see them.
 */
export async function figuresOfChildren(
	call: Call,
	nodeId: number,
	question: Question,
): Promise<(UnitOn & { figures: Figures })[]> {
	const day = question.basis === 'now' ? call.today : question.period.to;
	const stood = await listChildren(call, nodeId, day);
	const visible = await listVisible(
		call,
		stood.map((child) => child.id),
	);
	const children = stood.filter((child) => visible.includes(child.id));
	const figures = await figuresOfEach(call, visible, question);
	return children.map((child) => ({ ...child, figures: figures.get(child.id)! }));
}

/** A metric through the months that the period touches: what was done in each, or for a stock how it stood at its end. */
export async function trendOf(
	call: Call,
	nodeId: number,
	metric: MetricKey,
	question: Question,
): Promise<{ month: Day; value: number }[]> {
	const changes = await listMonthChanges(call, nodeId, [metric], question);
	const first = monthsOf(question.period)[0]!;
	if (metricNamed(metric)!.kind === 'flow') return throughMonths(metric, question.period, changes);

	const before = addDays(first, -1);
	const begin = await figuresOf(call, nodeId, { ...question, metrics: [metric], period: { from: before, to: before } });
	return throughMonths(metric, question.period, changes, begin.amounts[metric]);
}

/** A value for each month that a period touches, of what is known by month; `begin`: how a stock stood before the first. */
export function throughMonths(
	metric: MetricKey,
	period: Period,
	changes: readonly MonthChange[],
	begin = '0',
): { month: Day; value: number }[] {
	const byMonth = new Map(changes.map((change) => [change.month, Number(change.change)]));
	const months = monthsOf(period);
	if (metricNamed(metric)!.kind === 'flow') return months.map((month) => ({ month, value: byMonth.get(month) ?? 0 }));
	let value = Number(begin);
	return months.map((month) => ({ month, value: (value += byMonth.get(month) ?? 0) }));
}

/** Figures of amounts as they were read: metrics of which nothing was read are zero. */
export function figuresFrom(known: readonly MetricKey[], amounts: readonly Amount[]): Figures {
	const byMetric = new Map(amounts.map((amount) => [amount.metric, amount.amount]));
	return {
		amounts: Object.fromEntries(known.map((metric) => [metric, byMetric.get(metric) ?? '0'])),
		estimated: amounts.filter((amount) => amount.estimated).map((amount) => amount.metric),
	};
}
