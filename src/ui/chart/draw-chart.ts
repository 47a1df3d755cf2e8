import { currentLocale, formatNumber, type Locale } from '#words';
import type { EChartsCoreOption } from 'echarts/core';
import { heightOf, narrow } from './chart-size.ts';
import type { Chart } from './chart.ts';
import { colourOf, edge, fonts, ink, line, nameOf, richNames, soft } from './chart-look.ts';
import { seriesOf } from './chart-series.ts';

/** Draws a chart as the text of an SVG file, on the server, without a browser. `width` in pixels. */
export const drawChart = async (chart: Chart, width = 720, locale: Locale = currentLocale()): Promise<string> => {
	const { init } = await (loaded ??= library());
	const picture = init(null, null, { renderer: 'svg', ssr: true, width, height: heightOf(chart, width) });
	try {
		picture.setOption(optionOf(chart, width <= narrow, locale));
		return picture.renderToSVGString();
	} finally {
		picture.dispose();
	}
};

/** Reads the library ahead, which takes longer than drawing: nobody who asks for a picture waits for it inside a transaction. */
export const prepareToDraw = (): void => void (loaded ??= library());

const library = async () => {
	const [core, { BarChart, LineChart }, { GridComponent, MarkLineComponent, TitleComponent }, { SVGRenderer }] =
		await Promise.all([
			import('echarts/core'),
			import('echarts/charts'),
			import('echarts/components'),
			import('echarts/renderers'),
		]);
	core.use([BarChart, LineChart, GridComponent, MarkLineComponent, TitleComponent, SVGRenderer]);
	return core;
};
let loaded: ReturnType<typeof library> | undefined;

const optionOf = (chart: Chart, isNarrow: boolean, locale: Locale): EChartsCoreOption => {
	const written = (value: number) => `${formatNumber(value, locale, 1)}${chart.unit === 'percent' ? '%' : ''}`;
	const sideways = chart.kind === 'bars';
	return {
		animation: false,
		color: chart.series.map((_, at) => colourOf(at)),
		textStyle: { fontFamily: fonts, fontSize: 13, color: ink },
		title: isNamedAbove(chart, isNarrow) && namesAbove(chart),
		// A line is named at its end, so the right side keeps room for the name.
		grid: {
			left: 4,
			right: chart.kind !== 'trend' ? 48 : isNarrow ? 44 : 160,
			top: isNamedAbove(chart, isNarrow) ? 44 : 28,
			bottom: 8,
			outerBoundsMode: 'same',
			outerBoundsContain: 'axisLabel',
		},
		xAxis: sideways ? values(chart, written) : names(chart, isNarrow),
		yAxis: sideways ? { ...names(chart, isNarrow), inverse: true } : values(chart, written),
		series: chart.series.map((series, at) => seriesOf(chart, series, at, written, isNarrow)),
	};
};

const names = (chart: Chart, isNarrow: boolean) => ({
	type: 'category',
	data: chart.categories,
	boundaryGap: chart.kind !== 'trend',
	axisLine: { lineStyle: { color: edge } },
	axisTick: { show: false },
	axisLabel:
		chart.kind === 'bars'
			? {
					color: ink,
					fontSize: isNarrow ? 12 : 13,
					lineHeight: 15,
					interval: 0,
					width: isNarrow ? 130 : 250,
					overflow: 'break',
				}
			: { color: soft },
});

const values = (chart: Chart, written: (value: number) => string) => ({
	type: 'value',
	minInterval: 1,
	splitNumber: 4,
	...(chart.unit === 'percent' && { max: 100, interval: 25 }),
	splitLine: { lineStyle: { color: line } },
	axisLabel: { formatter: written, color: soft },
});

/** Several series side by side are named in one line above, in the order in which they stand. */
const namesAbove = (chart: Chart) => ({
	left: 0,
	top: 0,
	text: chart.series.map(({ name }, at) => nameOf(name, at)).join('     '),
	textStyle: { fontSize: 13, fontWeight: 'normal', color: ink, rich: richNames },
});

const isNamedAbove = (chart: Chart, isNarrow: boolean): boolean =>
	chart.series.length > 1 && (chart.kind !== 'trend' || isNarrow);
