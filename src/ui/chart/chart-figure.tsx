import { formatNumber, m } from '#words';
import { heightOf, narrow } from './chart-size.ts';
import type { Chart } from './chart.ts';

/**
 * A chart that explains itself: a title that says what it shows, the picture, and beneath it the same figures as a table.
 * The picture is its own address (`src`, which answers with `drawChart(chart, chartWidth(query.width))`), because the inline styles of
 * an SVG would break the content policy; a phone asks for it with `width=360`, so that its letters are not shrunk.
 */
export const ChartFigure = (props: { title: string; chart: Chart; src: string; note?: string }) => (
	<figure class="chart">
		<figcaption>
			<strong>{props.title}</strong>
			{props.note && <small>{props.note}</small>}
		</figcaption>
		<picture>
			<source
				media="(max-width: 40rem)"
				srcset={withWidth(props.src, narrow)}
				width={String(narrow)}
				height={String(heightOf(props.chart, narrow))}
			/>
			<img src={props.src} alt={props.title} width="720" height={String(heightOf(props.chart))} loading="lazy" />
		</picture>
		<details>
			<summary>{m.ui_chart_table()}</summary>
			<ChartTable chart={props.chart} title={props.title} />
		</details>
	</figure>
);

const withWidth = (src: string, width: number): string => `${src}${src.includes('?') ? '&' : '?'}width=${width}`;

const ChartTable = ({ chart, title }: { chart: Chart; title: string }) => (
	// oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
	<section class="table-box" aria-label={title} tabindex={0}>
		<table class="table">
			<thead>
				<tr>
					<th scope="col">{chart.categoryTitle ?? m.ui_chart_category()}</th>
					{chart.series.map(({ name }) => (
						<th scope="col" class="end">
							{name}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{chart.categories.map((category, at) => (
					<tr>
						<th scope="row">{category}</th>
						{chart.series.map(({ values }) => (
							<td class="end">{written(values[at], chart.unit)}</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	</section>
);

const written = (value: number | null | undefined, unit: Chart['unit']): string => {
	if (value === null || value === undefined) return '–';
	return unit === 'percent' ? `${formatNumber(value, undefined, 0)}%` : formatNumber(value);
};
