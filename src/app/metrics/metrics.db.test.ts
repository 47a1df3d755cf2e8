import { Hono } from 'hono';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { House } from '#platform';
import { asOperator, testHouse } from '../../platform/testing.ts';
import { gatherMetrics, type Metrics } from './metrics.ts';
import { serveMetrics } from './serve-metrics.ts';

let house: House;
let metrics: Metrics;
const app = new Hono();

beforeAll(async () => {
	house = await testHouse();
	metrics = gatherMetrics(house);
	app.use(metrics.measure);
	app.get('/lam-viec/cam-ket/:id{[0-9a-f]{8}}', (c) => c.text('paper'));
});

test('requests are counted by the pattern of their route, never by what stood in the address', async () => {
	await app.request('/lam-viec/cam-ket/0123abcd?q=Nguyen');
	await app.request('/khong-co/bi-mat');
	await app.request('/khong-co', { method: 'BREW' });
	const text = await metrics.text();
	expect(text).toContain('vidan_request_seconds_count{route="/lam-viec/cam-ket/:id",method="GET",status="200"} 1');
	expect(text).toContain('vidan_request_seconds_count{route="other",method="GET",status="404"} 1');
	expect(text).toContain('vidan_request_seconds_count{route="other",method="other",status="404"} 1');
	expect(text).not.toMatch(/0123abcd|Nguyen|bi-mat|BREW/);
});

test('how far the background is behind, and how the pools are used', async () => {
	await asOperator(house, (call) =>
		sql`insert into outbox (task, at) values ('x', now() - interval '90 seconds')`.execute(call.db),
	);
	const text = await metrics.text();
	expect(text).toContain('vidan_outbox_tasks 1');
	expect(Number(/vidan_outbox_age_seconds ([\d.]+)/.exec(text)![1])).toBeGreaterThanOrEqual(90);
	expect(text).toContain('vidan_fold_lag_seconds 0');
	const pool = house.database.usage().find(({ role }) => role === 'operator')!;
	expect(pool.open).toBeGreaterThan(0);
	expect(text).toContain(`vidan_pool_connections{login="operator",state="open"} ${pool.open}`);
});

test('they stand on the loopback under one address', async () => {
	const port = 20_000 + Math.floor(Math.random() * 20_000);
	const stop = await serveMetrics(house, metrics, port);
	const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
	expect(answer.headers.get('content-type')).toContain('text/plain');
	expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
	await stop();
});
