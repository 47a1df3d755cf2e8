import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { problemOf, Unavailable } from '#platform';
import { silenceWatch, type Patience } from '../../src/platform/database/silence.ts';
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

function watched(stillWorks?: () => Promise<boolean>, more: Partial<Patience> = {}): void {
	pool = new pg.Pool({ connectionString: proxy.url.href, max: 3, connectionTimeoutMillis: 5_000 });
	const watch = silenceWatch({ milliseconds: 400, ...(stillWorks && { stillWorks }), ...more });
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

test('where pages ask, only a transaction that was allowed more time is waited for, and only until it ends', async () => {
	watched(async () => true, { onlyUnhurried: true });
	const client = await pool.connect();
	await client.query('begin');
	await client.query("/* unhurried */ select set_config('statement_timeout', '120s', true)");
	// Another one that is found silent meanwhile takes only those with it that are in a hurry.
	const long = client.query<{ answer: number }>('select 1 as answer from pg_sleep(1.5)');
	expect(await pool.query('select pg_sleep(1)').catch((error: unknown) => problemOf(error))).toBeInstanceOf(
		Unavailable,
	);
	expect((await long).rows[0]?.answer).toBe(1);
	await client.query('commit');
	expect(await client.query('select pg_sleep(1)').catch((error: unknown) => problemOf(error))).toBeInstanceOf(
		Unavailable,
	);
	client.release(true);
});

test('a server that has no place for the question is asked once more, and not for ever', async () => {
	let questions = 0;
	const full = Object.assign(new Error('sorry, too many clients already'), { code: '53300' });
	watched(async () => {
		questions += 1;
		if (questions === 2) return true;
		throw full;
	});
	const before = await numberOf();
	await pool.query('select pg_sleep(1.5)');
	expect(await numberOf(), 'the connection was kept').toBe(before);
	expect(questions).toBeGreaterThan(1);
	questions = 2;
	proxy.become('lost');
	expect(await asked()).toBeInstanceOf(Unavailable);
	expect(questions, 'unknown twice is lost').toBe(4);
});
