import { csv, json, svg, type Portal } from '#platform';
import { chartWidth, drawChart } from '#ui';
import { monthsChart } from './chart.ts';
import { showLate } from './late-page.tsx';
import { quarterRows } from './quarter-csv.ts';
import { quarterOf, showQuarter } from './quarter-page.tsx';
import { listCounts, listTables } from './statistics.store.ts';
import { showStatistics } from './statistics-page.tsx';

/** What everybody may know of how people are answered: `/thong-ke`, as a page, a picture and as files. */
export const statisticsPortal = (portal: Portal): void => {
	portal.page('/thong-ke', showStatistics);
	portal.page('/thong-ke/quy/:quarter', showQuarter);
	portal.page('/thong-ke/qua-han', showLate);
	portal.answer('/thong-ke/bieu-do.svg', async (call, request) =>
		svg(await drawChart(monthsChart(await listCounts(call), call.today), chartWidth(request.query('width')))),
	);
	portal.answer('/thong-ke/so-lieu.csv', async (call) =>
		csv('thong-ke.csv', [
			['body', 'period', 'received', 'answered', 'on_time', 'overdue', 'guided', 'counted_on'],
			...(await listCounts(call)).map((count) => [
				count.body,
				count.period,
				count.received,
				count.answered,
				count.onTime,
				count.overdue,
				count.guided,
				count.countedOn,
			]),
		]),
	);
	portal.answer('/thong-ke/quy/:quarter/so-lieu.csv', async (call, request) => {
		const { period, content } = await quarterOf(call, request);
		return csv(`thong-ke-${period}.csv`, quarterRows(content));
	});
	portal.answer('/thong-ke/so-lieu.json', async (call) =>
		json({ counts: await listCounts(call), quarters: await listTables(call) }),
	);
};
