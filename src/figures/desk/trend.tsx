import { svg, type Desk } from '#platform';
import { ChartFigure, chartWidth, drawChart, prepareToDraw, type Chart } from '#ui';
import { formatPeriod, m, type Day } from '#words';
import { trendOf } from '../figures-of.ts';
import { metricLabel, metricNamed, type MetricKey } from '../metrics.ts';
import { questionOf, trendPath, viewHref, viewOf, type FiguresWiring, type View } from './view.ts';

/** A metric month by month, as picture and as table. */
export const trendChart = (metric: MetricKey, trend: readonly { month: Day; value: number }[]): Chart => ({
	kind: trend.length > 1 ? 'trend' : 'columns',
	categoryTitle: m.figures_trend_month(),
	categories: trend.map(({ month }) => `${month.slice(5, 7)}/${month.slice(0, 4)}`),
	series: [{ name: metricLabel(metric), values: trend.map(({ value }) => value) }],
});

export const Trend = ({ view, metric, chart }: { view: View; metric: MetricKey; chart: Chart }) => (
	<ChartFigure
		title={m.figures_trend_of({ metric: metricLabel(metric) })}
		note={
			metricNamed(metric)!.kind === 'stock' ? m.figures_trend_stock() : formatPeriod(view.period.from, view.period.to)
		}
		chart={chart}
		src={viewHref(view, { metric }, trendPath)}
	/>
);

/** The picture itself has an address of its own: inline styles of an SVG would break the content policy of the page. */
export const trendPicture = (desk: Desk, wiring: FiguresWiring): void => {
	prepareToDraw();
	desk.get(trendPath, async (call, request) => {
		const view = await viewOf(call, request, wiring);
		const metric = view?.metric ?? 'commitmentSigned';
		const trend = view ? await trendOf(call, view.nodeId, metric, questionOf(view)) : [];
		return svg(await drawChart(trendChart(metric, trend), chartWidth(request.query('width'))));
	});
};
