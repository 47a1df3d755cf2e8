import { rateOf, type MetricKey } from '#figures';
import { formatNumber } from '#words';
import type { TaskContent } from './task.ts';

/** A target as it is read: a number of things, or percents where the figure is a share. Empty without one. */
export function targetWord({ metricKey, target }: Pick<TaskContent, 'metricKey' | 'target'>): string {
	if (target === null) return '';
	return isOfShare(metricKey) ? `${formatNumber(target)}%` : formatNumber(target);
}

export const isOfShare = (metricKey: string | null): boolean =>
	metricKey !== null && rateOf(metricKey as MetricKey) !== undefined;
