import { Hono, type Context } from 'hono';
import { chartWidth, drawChart, written } from '#ui';
import { inLocale } from '#words';
import { componentsPage, confirmationPage, paperPage, sampleCharts } from '../components-page.tsx';
import { localeOf } from './locale.ts';

/** `/dev/components`: every component in every state, in both faces. In development only. */
export function componentsDoor(): Hono {
	const app = new Hono().basePath('/dev/components');
	const show = (path: string, page: (c: Context) => ReturnType<typeof componentsPage>) =>
		app.get(path, (c) => inLocale(localeOf(c), async () => c.html(await written(page(c)))));
	show('/', (c) => componentsPage('workspace', c.req.query()));
	show('/portal', (c) => componentsPage('portal', c.req.query()));
	show('/paper', () => paperPage());
	show('/confirmation', () => confirmationPage());
	app.get('/:chart{\\w+\\.svg}', (c) =>
		inLocale(localeOf(c), async () => {
			const chart = sampleCharts[c.req.param('chart').replace('.svg', '')];
			if (!chart) return c.notFound();
			return c.body(await drawChart(chart, chartWidth(c.req.query('width'))), 200, { 'Content-Type': 'image/svg+xml' });
		}),
	);
	return app;
}
