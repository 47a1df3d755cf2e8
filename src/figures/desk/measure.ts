import type { Figures } from '../figures-of.ts';
import { denominatorOf, rateOf, type MetricKey } from '../metrics.ts';

/** A figure as it is shown: a count, or a share that keeps what it is made of. */
export type Measure = number | { numerator: number; denominator: number };

/** A share where the metric has something to be measured against and that is known; else the count. */
export function measureOf(metric: MetricKey, figures: Figures): Measure {
	const value = valueOf(metric, figures);
	const rate = rateOf(metric);
	if (!rate || figures.amounts[rate.denominator] === undefined) return value;
	const parts = [rate.denominator, ...rate.minus];
	const numbers = Object.fromEntries(parts.map((key) => [key, valueOf(key, figures)]));
	return { numerator: value, denominator: denominatorOf(rate, numbers) };
}

export const valueOf = (metric: MetricKey, figures: Figures): number => Number(figures.amounts[metric] ?? 0);

/** By what rows are sorted: the share, or the count. Nothing to divide by sorts last. */
export const sizeOf = (measure: Measure): number =>
	typeof measure === 'number' ? measure : measure.denominator > 0 ? measure.numerator / measure.denominator : -1;
