import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { readSettings } from '#platform';
import { guard } from './guard.ts';

const app = new Hono();
app.use(guard(readSettings({ VIDAN_ORIGIN: 'https://coquan.example' }), new Set(['/gop-y'])));
app.onError((error, c) => c.text('', 'status' in error ? (error.status as 403) : 500));
app.post('*', (c) => c.text('in'));

const post = async (path: string, headers: Record<string, string>): Promise<number> =>
	(await app.request(path, { method: 'POST', headers: { Host: 'coquan.example', ...headers } })).status;

test('where the form is signed and there is no cookie, a browser that says nothing of where it comes from is let in', async () => {
	expect(await post('/gop-y', {})).toBe(200);
	expect(await post('/lam-viec/gop-y', {})).toBe(403);
	expect(await post('/gop-y/khac', {})).toBe(403);
});

test('one that says it comes from elsewhere is not', async () => {
	expect(await post('/gop-y', { 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
	expect(await post('/gop-y', { Origin: 'https://elsewhere.example' })).toBe(403);
	expect(await post('/gop-y', { Origin: 'null' })).toBe(403);
	expect(await post('/gop-y', { Host: 'elsewhere.example' })).toBe(403);
	expect(await post('/gop-y', { Origin: 'https://coquan.example' })).toBe(200);
});
