import { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { findBearer, findRoot } from '#organisation';
import { NotFound, type House } from '#platform';
import { installationOf } from '#portal';
import { asOperator, testHouse } from '../../platform/testing.ts';
import { prepareFirstStart } from '../first-start.ts';
import { setUpDoor, setUpNotes } from './index.ts';

let house: House;
let app: Hono;
let link: string;

beforeAll(async () => {
	house = await testHouse();
	app = new Hono().route('/', setUpDoor(house));
	app.onError((error, c) => c.text(error.message, error instanceof NotFound ? 404 : 500));
	link = new URL(/http\S+/.exec((await setUpNotes(house))[0]!)![0]).pathname;
});

const page = async (path: string) => (await app.request(path)).text();
const post = (path: string, values: Record<string, string>) =>
	app.request(path, { method: 'POST', body: new URLSearchParams(values) });

test('a wrong link shows nothing', async () => {
	expect((await app.request(`/cai-dat/${'a'.repeat(43)}`)).status).toBe(404);
	expect((await post(`/cai-dat/${'a'.repeat(43)}/co-quan`, { bodyVi: 'Kẻ lạ' })).status).toBe(404);
});

test('first the name of the body, and what is missing is said beside the field', async () => {
	expect(await page(link)).toContain('name="bodyVi"');
	const refused = await post(`${link}/co-quan`, { bodyVi: ' ', bodyEn: 'Kept', superiorVi: '' });
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain('value="Kept"');

	const taken = await post(`${link}/co-quan`, { bodyVi: 'Cơ quan thử', bodyEn: 'Body', superiorVi: '' });
	expect(taken.status).toBe(303);
	expect((await asOperator(house, installationOf)).bodyVi).toBe('Cơ quan thử');
});

test('then the root unit, read as an import reads it', async () => {
	expect(await page(link)).toContain('value="Cơ quan thử"');
	const root = { name: 'Cơ quan thử', code: '00', kind: 'bộ', on: '1/1/2016' };
	expect((await post(`${link}/don-vi-goc`, { ...root, on: 'hôm nọ' })).status).toBe(422);
	const future = await post(`${link}/don-vi-goc`, { ...root, on: '1/1/2190' });
	expect(future.status).toBe(422);
	expect(await future.text()).toContain('id="field-on-error"');
	const hidden = await post(`${link}/don-vi-goc`, { ...root, name: 'Cơ\u200bquan' });
	expect(hidden.status).toBe(422);
	expect(await hidden.text()).toContain('id="field-name-error"');

	expect((await post(`${link}/don-vi-goc`, root)).status).toBe(303);
	const unit = await asOperator(house, (call) => findBearer(call, '00', '2016-01-01'));
	expect(unit?.name).toBe('Cơ quan thử');
	expect((await asOperator(house, installationOf)).rootUnitId).toBe(unit?.id);
});

test('the name of the body can still be changed, and a second root is not made', async () => {
	expect(await page(`${link}?buoc=body`)).toContain('name="bodyVi"');
	const again = { name: 'Gốc thứ hai', code: '01', kind: 'bộ', on: '1/1/2016' };
	expect((await post(`${link}/don-vi-goc`, again)).status).toBe(303);
	expect((await asOperator(house, (call) => findRoot(call)))?.code).toBe('00');
});

test('then the first administrator, who is led to choose a password', async () => {
	expect((await post(`${link}/quan-tri`, { displayName: 'Quản Trị', userName: 'Có dấu' })).status).toBe(422);
	const person = { displayName: 'Quản Trị', userName: 'quan.tri' };
	expect((await post(`${link}/quan-tri`, person)).status).toBe(303);
	expect((await post(`${link}/quan-tri`, { ...person, userName: 'thu.hai' })).status).toBe(303);
	const posts = await asOperator(house, (call) =>
		call.db
			.selectFrom('post')
			.innerJoin('account', 'account.id', 'post.accountId')
			.select(['userName', 'role'])
			.execute(),
	);
	expect(posts).toEqual([{ userName: 'quan.tri', role: 'administrator' }]);
	expect((await asOperator(house, installationOf)).setUpAt).toBeInstanceOf(Date);

	const chosen = await post(`${link}/mat-khau`, {});
	expect(chosen.status).toBe(303);
	expect(chosen.headers.get('Location')).toMatch(/^\/thiet-lap\/[\w-]{43}$/);
});

test('until a password is chosen a new start gives a new link, and the old one is dead', async () => {
	const earlier = link;
	const [told] = await prepareFirstStart(house, { empty: false }, () => {});
	link = new URL(/http\S+/.exec(told!)![0]).pathname;
	expect((await app.request(earlier)).status).toBe(404);
	expect(await page(link)).toContain(`${link}/mat-khau`);
});

test('once somebody can sign in there is no way to set up', async () => {
	await asOperator(house, (call) => call.db.updateTable('account').set({ passwordHash: 'x' }).execute());
	expect((await app.request(link)).status).toBe(404);
	expect((await post(`${link}/mat-khau`, {})).status).toBe(404);
	expect(await setUpNotes(house)).toEqual([]);
});
