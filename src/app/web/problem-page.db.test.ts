import { Hono } from 'hono';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { work, type House } from '#platform';
import { testHouse } from '../../platform/testing.ts';
import { problemPage } from './problem-page.tsx';

const web = new Hono();
let house: House;

beforeAll(async () => {
	house = await testHouse();
	const queries: Record<string, (value: string) => ReturnType<typeof sql>> = {
		unit: (value) => sql`select ${value}::int`,
		place: (value) => sql`select 1 offset ${value}::bigint`,
		id: (value) => sql`select ${value}::uuid`,
		day: (value) => sql`select ${value}::date`,
		text: (value) => sql`select ${value}::text`,
		division: (value) => sql`select 1 / ${value}::int`,
	};
	web.all('/:what/:value', async (c) => {
		const query = queries[c.req.param('what')]!(c.req.param('value'));
		await work(house, { kind: 'public' }, (call) => query.execute(call.db));
		return c.text('there');
	});
	web.onError((error, c) => problemPage(house, c, error));
});

const ask = async (path: string, method = 'GET') => {
	const response = await web.request(path, { method, headers: { Accept: 'application/json' } });
	return { status: response.status, said: await response.text() };
};

describe('an address that names what no column can hold', () => {
	test.each(['/unit/1.5', '/unit/1e30', '/unit/99999999999999', '/place/1e30', '/id/x', '/day/31', '/text/a%00b'])(
		'%s is not found, read; nobody is given the number of a bug',
		async (path) => {
			const bug = vi.spyOn(house.log, 'error');
			const { status, said } = await ask(path);
			expect(status).toBe(404);
			expect(said).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
			expect(bug).not.toHaveBeenCalled();
			bug.mockRestore();
		},
	);

	test('the log is told the route, not the value', async () => {
		const told = vi.spyOn(house.log, 'warn');
		await ask('/unit/98765432109876');
		expect(told.mock.calls).toEqual([[{ code: '22003', path: '/:what/:value' }, 'asked for what cannot exist']]);
		told.mockRestore();
	});

	test('written, it stays a bug, and so does any other mistake of ours', async () => {
		expect((await ask('/unit/1e30', 'POST')).status).toBe(500);
		expect((await ask('/division/0')).status).toBe(500);
		expect((await ask('/division/1')).status).toBe(200);
	});
});
