import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { problemOf, Unavailable } from '#platform';
import { silenceWatch } from '../../src/platform/database/silence.ts';
import { testHouse, urlOf } from '../../src/platform/testing.ts';
import { silentProxy, type SilentProxy } from './silent-proxy.ts';

/** F-7: the network drops everything and closes nothing. Whoever asked is told, and the pool heals. */
let proxy: SilentProxy;
let pool: pg.Pool;
const ending: Promise<unknown>[] = [];

beforeAll(async () => {
	proxy = await silentProxy(urlOf(await testHouse()));
});
beforeEach(() => proxy.become(0));
afterEach(() => void ending.push(pool.end()));
afterAll(async () => {
	await proxy?.close();
	await Promise.all(ending);
});

function watched(stillWorks?: () => Promise<boolean>): void {
	pool = new pg.Pool({ connectionString: proxy.url.href, max: 3, connectionTimeoutMillis: 5_000 });
	const watch = silenceWatch({ milliseconds: 400, ...(stillWorks && { stillWorks }) });
	pool
		.on('error', () => {})
		.on('connect', (client) => {
			client.on('error', () => {});
			watch(client);
		});
}
const numberOf = async () => (await pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
const asked = (): Promise<unknown> => pool.query('select 1').catch((error: unknown) => problemOf(error));

test('who asked is told that the connection is lost, and the next one finds a good one, not another dead one', async () => {
	watched();
	const idle = await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
	await Promise.all(idle.map((client) => client.query('select 1')));
	for (const client of idle) client.release();
	proxy.become('lost');
	expect(await asked()).toBeInstanceOf(Unavailable);
	proxy.become(0);
	await expect(numberOf()).resolves.toBeGreaterThan(0);
});

test('what is only late is waited for', async () => {
	watched();
	const before = await numberOf();
	proxy.become(50);
	expect(await numberOf()).toBe(before);
});

test('where statements may take long, the server is asked whether it is at work', async () => {
	let questions = 0;
	watched(async () => (questions += 1) < 3);
	await pool.query('select pg_sleep(1)');
	expect(questions).toBeGreaterThan(0);
	proxy.become('lost');
	expect(await asked()).toBeInstanceOf(Unavailable);
});
