import type { RequestListener } from 'node:http';
import { inLocale, m } from '#words';

/** Every address while the house is being opened: alive, not ready, and a page that comes back by itself. */
export const waitingPage: RequestListener = (request, response) => {
	const path = request.url?.split('?')[0];
	const plain = (status: number, text: string) => {
		response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(text);
	};
	if (path === '/live') return plain(200, 'live');
	if (path === '/ready') return plain(503, 'not ready');
	response.writeHead(503, {
		'Content-Type': 'text/html; charset=utf-8',
		'Content-Security-Policy': "default-src 'none'",
		'Cache-Control': 'no-store',
		'Retry-After': '3',
		Refresh: '3',
	});
	response.end(
		`<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Vidan</title>` +
			`<p>${inLocale('vi', () => m.start_page_starting())}</p><p lang="en">${inLocale('en', () => m.start_page_starting())}</p></html>`,
	);
};
