import { expect, test } from 'vitest';
import { written } from '../written.ts';
import { ChartFigure } from './chart-figure.tsx';
import type { Chart } from './chart.ts';
import { drawChart } from './draw-chart.ts';

const chart: Chart = {
	kind: 'trend',
	categories: ['1/26', '2/26', '3/26'],
	series: [{ name: 'Ký <b>&"', values: [4, null, 96.4] }],
	unit: 'percent',
	target: { label: 'Chỉ tiêu', value: 90 },
};

test('a chart is a drawing without scripts, with names and figures written in it', async () => {
	const svg = await drawChart(chart);
	expect(svg).toMatch(/^<svg /);
	expect(svg).toContain('Chỉ tiêu 90%');
	expect(svg).toContain('96,4%');
	expect(svg).not.toContain('<b>');
	expect(svg).not.toContain('<script');
	expect(svg).not.toMatch(/style="[^"]*"[^\s>/]/); // a quote inside a style ends the attribute and breaks the drawing
});

test.each(['columns', 'bars'] as const)('%s are drawn with several series and with none', async (kind) => {
	const two = { ...chart, kind, series: [...chart.series, { name: '2026', values: [1, 2, 3] }] };
	expect(await drawChart(two)).toContain('2026');
	expect(await drawChart({ ...chart, kind, categories: [], series: [] })).toMatch(/^<svg /);
});

test('the same figures stand in a table beneath, a gap as a dash', async () => {
	const html = await written(<ChartFigure title="Tỷ lệ" chart={chart} src="/x.svg" />);
	expect(html).toContain('<td class="end">–</td><');
	expect(html).toContain('<td class="end">96%</td>');
	expect(html).toContain('alt="Tỷ lệ"');
});
