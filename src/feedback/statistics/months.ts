import type { Count } from './statistics.store.ts';

/** Sums of counts that the log itself tells. */
export type Sums = { received: number; answered: number; onTime: number; overdue: number; guided: number };

export const sumsOf = (counts: readonly Sums[]): Sums =>
	counts.reduce<Sums>(
		(sum, count) => ({
			received: sum.received + count.received,
			answered: sum.answered + count.answered,
			onTime: sum.onTime + count.onTime,
			overdue: sum.overdue + count.overdue,
			guided: sum.guided + count.guided,
		}),
		{ received: 0, answered: 0, onTime: 0, overdue: 0, guided: 0 },
	);

/** The twelve months up to the one of a day, `YYYY-MM`, the earliest first. */
export function lastMonths(day: string, most = 12): string[] {
	const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
	return Array.from({ length: most }, (_, at) => {
		const of = month - most + 1 + at;
		return `${Math.floor(of / 12)}-${String((of % 12) + 1).padStart(2, '0')}`;
	});
}

/** Counts put together by body or by month. */
export const grouped = (counts: readonly Count[], by: 'body' | 'period'): Map<string, Sums> =>
	new Map([...Map.groupBy(counts, (count) => count[by])].map(([key, group]) => [key, sumsOf(group)]));
