import { currentLocale, formatNumber, type Locale } from '#words';
import type { EChartsCoreOption } from 'echarts/core';
import { heightOf } from './chart-figure.tsx';
import type { Chart } from './chart.ts';

const ink = '#1b1f27';
const soft = '#5b5f69';
const line = '#d9d3c7';
const colours = ['#1f4e8c', '#b8872b', '#1e6b4a', '#8e1b1b', '#6b6f7a', '#4c8bb5'];

/** Loaded when the first chart is drawn: reading the library takes longer than drawing. */
const library = async () => {
	const [core, { BarChart, LineChart }, { GridComponent, MarkLineComponent }, { SVGRenderer }] = await Promise.all([
		import('echarts/core'),
		import('echarts/charts'),
		import('echarts/components'),
		import('echarts/renderers'),
	]);
	core.use([BarChart, LineChart, GridComponent, MarkLineComponent, SVGRenderer]);
	return core;
};
let loaded: ReturnType<typeof library> | undefined;

/** Draws a chart as the text of an SVG file, on the server, without a browser. `width` in pixels. */
export const drawChart = async (chart: Chart, width = 720, locale: Locale = currentLocale()): Promise<string> => {
	const { init } = await (loaded ??= library());
	const picture = init(null, null, { renderer: 'svg', ssr: true, width, height: heightOf(chart) });
	try {
		picture.setOption(optionOf(chart, locale));
		return picture.renderToSVGString();
	} finally {
		picture.dispose();
	}
};

const optionOf = (chart: Chart, locale: Locale): EChartsCoreOption => {
	const written = (value: number) => writtenIn(chart, locale, value);
	const names = {
		type: 'category',
		data: chart.categories,
		axisLine: { lineStyle: { color: soft } },
		axisTick: { show: false },
	};
	const values = {
		type: 'value',
		splitLine: { lineStyle: { color: line } },
		axisLabel: { formatter: written, color: soft },
		max: chart.unit === 'percent' ? 100 : undefined,
		minInterval: 1,
	};
	const sideways = chart.kind === 'bars';
	return {
		animation: false,
		color: colours,
		textStyle: { fontFamily: 'system-ui, "Segoe UI", "Noto Sans", sans-serif', fontSize: 13, color: ink },
		// A line is named at its end instead of in a legend, so the right side keeps room for the longest name.
		grid: { left: 8, right: chart.kind === 'trend' ? 150 : 64, top: 20, bottom: 8, containLabel: true },
		xAxis: sideways
			? { ...values, splitNumber: 4 }
			: { ...names, axisLabel: { color: soft }, boundaryGap: chart.kind === 'columns' },
		yAxis: sideways ? { ...names, inverse: true, axisLabel: { color: ink, width: 260, overflow: 'break' } } : values,
		series: chart.series.map((series, at) => seriesOf(chart, series, at, written)),
	};
};

const seriesOf = (chart: Chart, series: Chart['series'][number], at: number, written: (value: number) => string) => {
	const shared = {
		name: series.name,
		data: series.values,
		markLine: at === 0 ? targetLine(chart, written) : undefined,
	};
	if (chart.kind === 'trend')
		return {
			...shared,
			type: 'line',
			symbolSize: 5,
			lineStyle: { width: 2.5 },
			connectNulls: false,
			endLabel: {
				show: true,
				formatter: endName(series, written),
				color: colours[at % colours.length],
				fontWeight: 600,
				width: 140,
				overflow: 'break',
			},
			labelLayout: { moveOverlap: 'shiftY' },
		};
	return {
		...shared,
		type: 'bar',
		barMaxWidth: 26,
		label: {
			show: true,
			position: chart.kind === 'bars' ? 'right' : 'top',
			color: ink,
			// Several series side by side are told apart by their name at the value.
			formatter: ({ value }: { value: number | null }) =>
				value === null ? '' : chart.series.length > 1 ? `${written(value)}\n${series.name}` : written(value),
		},
	};
};

const endName = (series: Chart['series'][number], written: (value: number) => string): string => {
	const last = series.values.findLast((value) => value !== null);
	return last === undefined || last === null ? series.name : `${series.name} ${written(last)}`;
};

const targetLine = ({ target, kind }: Chart, written: (value: number) => string) =>
	target && {
		symbol: 'none',
		silent: true,
		lineStyle: { color: ink, type: 'dashed', width: 1 },
		label: {
			formatter: `${target.label} ${written(target.value)}`,
			color: ink,
			position: kind === 'bars' ? 'end' : 'insideEndTop',
		},
		data: [kind === 'bars' ? { xAxis: target.value } : { yAxis: target.value }],
	};

const writtenIn = (chart: Chart, locale: Locale, value: number): string =>
	chart.unit === 'percent' ? `${formatNumber(value, locale, 0)}%` : formatNumber(value, locale);
