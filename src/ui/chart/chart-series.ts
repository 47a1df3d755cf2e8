import type { Chart } from './chart.ts';
import { ink, nameOf, richNames } from './chart-look.ts';

type Series = Chart['series'][number];
type Written = (value: number) => string;

/** A halo of paper keeps figures readable where a line crosses them. */
const halo = { textBorderColor: '#fff', textBorderWidth: 3 };

/** How one series is drawn, named directly instead of in a legend. */
export const seriesOf = (chart: Chart, series: Series, at: number, written: Written, isNarrow: boolean) => ({
	name: series.name,
	data: series.values,
	silent: true,
	markLine: at === 0 ? targetLine(chart, written) : undefined,
	...(chart.kind === 'trend'
		? trend(isNarrow ? lastOf(series, written) : namedEnd(series, at, lastOf(series, written)))
		: bars(chart, written, isNarrow)),
});

/** What stands at the end of a line: its name and last figure, or the figure alone where the names stand above. */
const trend = (end: string) => ({
	type: 'line',
	symbolSize: 5,
	lineStyle: { width: 2.5 },
	connectNulls: false,
	endLabel: {
		show: true,
		formatter: end,
		color: ink,
		rich: richNames,
		width: 150,
		overflow: 'break',
	},
	labelLayout: { moveOverlap: 'shiftY' },
});

/** The figure goes below a long name: where both share a line that is too long, it would be broken at its comma. */
const namedEnd = ({ name }: Series, at: number, last: string): string =>
	`${nameOf(name, at)}${name.length + last.length > 18 ? '\n' : ' '}${last}`;

const bars = (chart: Chart, written: Written, isNarrow: boolean) => ({
	type: 'bar',
	barMaxWidth: chart.kind === 'bars' ? 22 : 52,
	barGap: '8%',
	label: {
		// Figures above narrow columns would lie on one another; the table beneath has them.
		show: !(isNarrow && chart.kind === 'columns' && chart.series.length > 1),
		position: chart.kind === 'bars' ? 'right' : 'top',
		color: ink,
		fontSize: 12,
		...halo,
		formatter: ({ value }: { value: number | null }) => (value === null ? '' : written(value)),
	},
});

const lastOf = (series: Series, written: Written): string => {
	const last = series.values.findLast((value) => value !== null);
	return last === undefined || last === null ? '' : written(last);
};

const targetLine = ({ target, kind }: Chart, written: Written) =>
	target && {
		symbol: 'none',
		silent: true,
		lineStyle: { color: ink, type: 'dashed', width: 1 },
		label: {
			formatter: `${target.label} ${written(target.value)}`,
			color: ink,
			position: kind === 'bars' ? 'start' : 'insideStartTop',
			...halo,
		},
		data: [kind === 'bars' ? { xAxis: target.value } : { yAxis: target.value }],
	};
