import type { Chart } from '#ui';
import { m } from '#words';
import { grouped, lastMonths } from './months.ts';
import type { Count } from './statistics.store.ts';

/** Twelve months: received, answered, answered on time, by the month in which the case came. */
export function monthsChart(counts: readonly Count[], today: string): Chart {
	const months = lastMonths(today);
	const sums = grouped(counts, 'period');
	const values = (of: 'received' | 'answered' | 'onTime') => months.map((month) => sums.get(month)?.[of] ?? 0);
	return {
		kind: 'trend',
		categoryTitle: m.feedback_statistics_month(),
		categories: months.map((month) => `${month.slice(5)}/${month.slice(0, 4)}`),
		series: [
			{ name: m.feedback_statistics_received(), values: values('received') },
			{ name: m.feedback_statistics_answered(), values: values('answered') },
			{ name: m.feedback_statistics_onTime(), values: values('onTime') },
		],
	};
}
