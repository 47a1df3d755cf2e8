import type { Day } from '#words';
import { metricNamed, type MetricKey } from '../metrics.ts';
import type { Basis, Period } from '../period.ts';
import { decimal, inTwentyDigits, plus, type Part } from './fraction.ts';
import type { SlowTree } from './tree.ts';

/** An act as the oracle remembers it; a quantity in hundredths. */
export type SlowAct = { unitId: number; campaignId: number; metric: MetricKey; hundredths: number; day: Day };

export type SlowFigures = Map<number, { amounts: Map<MetricKey, string>; estimated: Set<MetricKey> }>;

/** The figures of every node, by their definition: act after act, node after node. */
export function slowFigures(
	tree: SlowTree,
	acts: readonly SlowAct[],
	question: { campaignId: number; period: Period; basis: Basis; today: Day },
): SlowFigures {
	const { campaignId, period, basis, today } = question;
	const sums = new Map<string, bigint>();
	const estimated = new Set<string>();
	for (const act of acts.filter((act) => act.campaignId === campaignId)) {
		const isFlow = metricNamed(act.metric)!.kind === 'flow';
		if (act.day > period.to || (isFlow && act.day < period.from)) continue;
		for (const [node, weight] of weights(tree, act, isFlow, basis, period.to, today)) {
			const key = `${node} ${act.metric}`;
			sums.set(key, (sums.get(key) ?? 0n) + BigInt(act.hundredths) * weight);
			if (weight < whole) estimated.add(key);
		}
	}
	const metrics = [...new Set(acts.filter((act) => act.campaignId === campaignId).map((act) => act.metric))];
	return new Map(
		tree.units.map(({ id }) => [
			id,
			{
				amounts: new Map(metrics.map((metric) => [metric, decimal(sums.get(`${id} ${metric}`) ?? 0n, 22)])),
				estimated: new Set(metrics.filter((metric) => estimated.has(`${id} ${metric}`))),
			},
		]),
	);
}

const whole = 10n ** 20n;

/** Under which nodes an act counts, and which part of it (in 10⁻²⁰). */
function weights(
	tree: SlowTree,
	act: SlowAct,
	isFlow: boolean,
	basis: Basis,
	end: Day,
	today: Day,
): Map<number, bigint> {
	if (!isFlow || basis === 'was') {
		const day = basis === 'now' ? today : isFlow ? act.day : end;
		return new Map([...tree.standing(act.unitId, day)].map((node) => [node, whole]));
	}
	const parts = new Map<number, Part>();
	if (!tree.units.some((unit) => unit.id === act.unitId && unit.born <= today)) return new Map();
	for (const [holder, part] of tree.holders(act.unitId, act.day, today)) {
		for (const node of tree.line(holder, today)) parts.set(node, plus(parts.get(node) ?? { of: 0n, in: 1n }, part));
	}
	return new Map([...parts].map(([node, part]) => [node, inTwentyDigits(part)]));
}
