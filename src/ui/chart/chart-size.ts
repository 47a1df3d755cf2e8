import type { Chart } from './chart.ts';

/** Width in pixels on a phone; everywhere else a chart is drawn `wide`. */
export const narrow = 360;
const wide = 720;

/** The width to draw for what the address asks: one of two, so that nobody makes the server draw a thousand. */
export const chartWidth = (asked: string | undefined): number => (asked === String(narrow) ? narrow : wide);

/** Pixels. A bar needs room for the name of its unit, which on a phone takes three lines. */
export const heightOf = (chart: Chart, width = wide): number => {
	if (chart.kind !== 'bars') return 280;
	const row = width <= narrow ? Math.max(54, 30 * chart.series.length) : 36 * Math.max(1, chart.series.length);
	return 60 + chart.categories.length * row;
};
