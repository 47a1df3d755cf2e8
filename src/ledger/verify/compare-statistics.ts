import { m } from '#words';
import type { Tell } from './read-shard.ts';
import { differences, keyOf, type Published, type StatisticsCount } from './statistics.ts';

/** Compares the newest published figures of each body and month with what the leaves themselves say. */
export function compareStatistics(newest: Iterable<Published>, count: StatisticsCount, tell: Tell): void {
	const counts = new Map<string, ReturnType<StatisticsCount['on']>>();
	for (const published of newest) {
		const { body, period, day, counted } = published;
		const key = `${day} ${counted}`;
		const figures = counts.get(key) ?? count.on(day, counted);
		counts.set(key, figures);
		const ours = figures.find((each) => keyOf(each) === keyOf(published));
		for (const figure of differences(published, ours))
			tell(
				m.ledger_problem_statistics({
					body,
					period,
					figure,
					published: published[figure],
					counted: ours?.[figure] ?? 0,
				}),
			);
	}
}
