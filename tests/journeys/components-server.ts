import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chartWidth, drawChart, readAssets, written } from '#ui';
import { inLocale, localeNamed } from '#words';
import { componentsPage, confirmationPage, paperPage, sampleCharts } from '../../src/app/components-page.tsx';

const built = 'dist/client';

/** The content policy of the house; an island that breaks it shows as an error of the page. */
const policy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"font-src 'self'",
	"img-src 'self'",
	"connect-src 'self'",
	"form-action 'self'",
	"require-trusted-types-for 'script'",
	"trusted-types 'none'",
].join('; ');

const types: Record<string, string> = { css: 'text/css', js: 'text/javascript', woff2: 'font/woff2' };

/** The development pages on a free port of the loopback, from the built style sheets and islands. */
export const serveComponents = async (): Promise<{ origin: string; close: () => void }> => {
	readAssets(built);
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		answer(url).then(
			({ type, body }) =>
				response.setHeader('content-type', type).setHeader('content-security-policy', policy).end(body),
			() => response.writeHead(404).end(),
		);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return { origin: `http://127.0.0.1:${portOf(server)}`, close: () => server.close() };
};

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const answer = async (url: URL): Promise<{ type: string; body: string | Buffer }> => {
	const name = /^\/assets\/([\w.-]+)$/.exec(url.pathname)?.[1];
	if (name) return { type: types[name.split('.').at(-1)!] ?? '', body: readFileSync(join(built, 'assets', name)) };
	if (url.pathname.endsWith('.svg'))
		return {
			type: 'image/svg+xml',
			body: await drawChart(chartAt(url.pathname), chartWidth(url.searchParams.get('width') ?? undefined)),
		};
	if (url.pathname.endsWith('.json')) return { type: 'application/json', body: JSON.stringify(found(url)) };
	return { type: 'text/html; charset=utf-8', body: await page(url) };
};

const chartAt = (path: string) => sampleCharts[/(\w+)\.svg$/.exec(path)![1]!]!;

const found = (url: URL) => [{ value: '08914', label: `Xã ${url.searchParams.get('q')}`, detail: '08914' }];

const page = (url: URL): Promise<string> => {
	const { lang, ...address } = Object.fromEntries(url.searchParams);
	return inLocale(localeNamed(lang), async () => {
		const last = url.pathname.split('/').at(-1);
		if (last === 'paper') return written(paperPage());
		if (last === 'confirmation') return written(confirmationPage());
		return written(componentsPage(last === 'portal' ? 'portal' : 'workspace', address));
	});
};
