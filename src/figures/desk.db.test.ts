import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { anAccount, aSession } from '../access/testing.ts';
import { listChildren, listPath, namesOf, surroundingsOf } from '#organisation';
import type { Caller, House } from '#platform';
import { aWorkspace, type Workspace } from '../platform/http/testing.ts';
import { asOperator } from '../platform/testing.ts';
import { figuresDesk } from './desk.ts';
import { lockCounters } from './fold.store.ts';
import { foldUntilEmpty } from './fold.ts';
import { recordActs, type NewAct } from './record-acts.ts';
import { ensureNow } from './refresh-now.ts';
import { reorganise, smallBody, unitOf } from './testing.ts';

let browser: Workspace;
const callers = new Map<string, Caller>();
let house: House;
const id: Record<string, number> = {};

const campaigns = async () => [{ id: 1, slug: 'ban-linh', title: 'Bản lĩnh, nhân văn' }];
const targetsFor = async () => [{ metric: 'studySession', target: 12 }];

beforeAll(async () => {
	house = await smallBody();
	for (const code of ['VN', 'P1', 'P2', 'D1', 'X1', 'X2', 'X3']) id[code] = await unitOf(house, code);
	for (const [name, role, code] of [
		['head', 'unitHead', 'P1'],
		['other', 'unitHead', 'P2'],
		['member', 'member', 'X1'],
	] as const) {
		const account = await anAccount(house, `${name}.desk`, [{ role, unitId: id[code]! }]);
		callers.set(name, await aSession(house, account));
	}
	const act = (code: string, metric: NewAct['metric'], qty: number, occurredOn: string): NewAct => ({
		id: randomUUID(),
		unitId: id[code]!,
		campaignId: 1,
		metric,
		qty,
		occurredOn,
		payload: { note: `Ghi chú ${code}` },
	});
	await asOperator(house, async (call) => {
		await recordActs(call, [
			act('X1', 'memberOnStrength', 40, '2025-01-10'),
			act('X1', 'commitmentSigned', 30, '2025-02-10'),
			act('X2', 'memberOnStrength', 10, '2025-01-10'),
			act('X1', 'studySession', 2, '2025-03-10'),
			act('X3', 'studySession', 5, '2025-03-10'),
		]);
		await foldUntilEmpty(call);
	});
	await reorganise(house, '2025-07-01', 'merge,X2,X1,,,,,');
	await ensureNow(house, { kind: 'operator', name: 'test' });
	browser = aWorkspace({ house, callerOf: (who) => callers.get(who) }, figuresDesk({ campaigns, targetsFor }));
});

const rowsOf = (page: string, rows = /<tr class="row-link">(.*?)<\/tr>/gs): string[] =>
	[...page.matchAll(rows)].map(([row]) =>
		row
			.replace(/<[^>]+>/g, ' ')
			.replace(/\s+/g, ' ')
			.trim(),
	);
/** Rows that lead nowhere. */
const plainRowsOf = (page: string): string[] => rowsOf(page, /<tr>(.*?)<\/tr>/gs);
const year = 'cuoc=ban-linh&tu=2025-01-01&den=2025-12-31';
const base = '/lam-viec/so-lieu';

test('a head begins at the own unit: shares with what they are made of, targets, children, trend', async () => {
	const page = await browser.read('head', `${base}?${year}`);
	expect(page).toContain('<h1>Số liệu của Tỉnh một</h1>');
	expect(page).toContain('60%');
	expect(page).toContain('30 trên 50');
	expect(page).toContain('Huyện một');
	expect(page).toContain('dien-bien.svg');
	expect(page).toContain(`don-vi=${id.D1}`);
	expect(await browser.read('head', `${base}?${year}`, 'en')).toContain('<h1>Figures of Tỉnh một</h1>');
});

test('the same by the tree of today, with what passed into a unit', async () => {
	expect(await browser.read('head', `${base}?don-vi=${id.X1}&${year}&to-chuc=now`)).toContain('30 trên 50');
	expect(await browser.read('head', `${base}?don-vi=${id.X1}&cuoc=ban-linh&tu=2025-01-01&den=2025-06-30`)).toContain(
		'30 trên 40',
	);
});

test('the way up leads only to units within one’s sight', async () => {
	const leads = async (node: number) =>
		/<nav>(.*?)<\/nav>/s.exec(await browser.read('head', `${base}?don-vi=${node}&${year}`))![1];
	expect(await leads(id.D1!)).toContain(`don-vi=${id.P1}&`);
	expect(await leads(id.P1!)).toBe('');
});

test('a unit outside one’s sight does not exist', async () => {
	expect((await browser.see('head', `${base}?don-vi=${id.X3}&${year}`)).status).toBe(404);
	expect((await browser.see('head', `${base}?don-vi=999999&${year}`)).status).toBe(404);
	expect((await browser.see('member', `${base}?don-vi=${id.P1}&${year}`)).status).toBe(404);
	for (const nothing of ['1.5', '1e30', '-1', '0', '2147483648', 'abc'])
		for (const path of ['?', '?format=csv&', '/viec?chi-so=studySession&', '/dien-bien.svg?'])
			expect((await browser.see('head', `${base}${path}don-vi=${nothing}&${year}`)).status).toBe(404);
});

test('a file of a unit outside one’s sight does not exist, nor do its acts and its trend', async () => {
	for (const path of ['?format=csv&', '/viec?chi-so=studySession&', '/dien-bien.svg?'])
		expect((await browser.see('head', `${base}${path}don-vi=${id.X3}&${year}`)).status).toBe(404);
});

test('children are compared by their own figures, a unit without any by zeros', async () => {
	const page = await browser.read('head', `${base}?don-vi=${id.D1}&${year}&chi-so=memberOnStrength`);
	expect(rowsOf(page)).toContainEqual(expect.stringMatching(/^Xã một 50 /));
	const before = await browser.read('head', `${base}?don-vi=${id.D1}&cuoc=ban-linh&tu=2024-01-01&den=2024-12-31`);
	expect(rowsOf(before)).toContainEqual(expect.stringMatching(/^Xã hai – 0 ?\/ ?0/));
});

test('days that nobody means are brought back to ours, on every page', async () => {
	for (const path of ['?', '/viec?chi-so=studySession&', '/dien-bien.svg?'])
		for (const period of [
			'tu=2025-01-01&den=9999-12-30',
			'den=31/12/9999',
			'tu=0001-01-01',
			'tu=0001-01-01&den=9999-11-30',
			'tu=0001-01-01&den=0001-01-01',
		])
			await browser.read('head', `${base}${path}cuoc=ban-linh&${period}`);
	const page = await browser.read('head', `${base}?cuoc=ban-linh&tu=2025-01-01&den=31/12/9999`);
	expect(page).toContain('value="31/12/2199"');
	expect(page.match(/<th scope="row">\d{2}\/\d{4}/g)!.length).toBeLessThanOrEqual(360);
});

test('a stock in the trend begins as it stood before the first month, on either basis', async () => {
	for (const basis of ['', '&to-chuc=now']) {
		const page = await browser.read(
			'head',
			`${base}?don-vi=${id.P1}&cuoc=ban-linh&tu=2025-02-01&den=2025-03-31&chi-so=memberOnStrength${basis}`,
		);
		expect(page).toMatch(/02\/2025<\/th><td class="end">50<\/td>/);
		expect(page).toMatch(/03\/2025<\/th><td class="end">50<\/td>/);
	}
});

test('what stands around a unit is what the single questions say, on any day', async () => {
	await asOperator(house, async (call) => {
		for (const unit of Object.values(id))
			for (const day of ['2024-12-31', '2025-06-30', '2025-07-01', call.today]) {
				const around = await surroundingsOf(call, unit, day, day);
				expect(around.self?.name).toBe((await namesOf(call, [unit], day)).get(unit)?.name);
				expect(around.line.map((each) => each.id)).toEqual((await listPath(call, unit)).map((each) => each.id));
				expect(around.children).toEqual(
					(await listChildren(call, unit, day)).map(({ id, code, name, short }) => ({ id, code, name, short })),
				);
			}
	});
});

test('a member sees the figures of the own unit', async () => {
	expect(await browser.read('member', `${base}?${year}`)).toContain('Xã một');
});

test('the trend is a picture at an address of its own', async () => {
	const response = await browser.see('head', `${base}/dien-bien.svg?${year}&chi-so=commitmentSigned`);
	expect(response.headers.get('Content-Type')).toContain('image/svg+xml');
	expect(await response.text()).toContain('<svg');
});

test('a figure opens to the acts behind it', async () => {
	const page = await browser.read('head', `${base}/viec?${year}&chi-so=memberOnStrength`);
	expect(page).toContain('Xã hai');
	expect(page).toContain('Ghi chú X2');
	const now = await browser.read('head', `${base}/viec?don-vi=${id.X1}&${year}&to-chuc=now&chi-so=memberOnStrength`);
	expect(now).toContain('Ghi chú X2');
	expect(await browser.read('other', `${base}/viec?${year}&chi-so=studySession`)).toContain('10/03/2025');
});

test('children as a file, numerators and denominators in columns of their own', async () => {
	const response = await browser.see('head', `${base}?${year}&format=csv`);
	expect(response.headers.get('Content-Type')).toContain('text/csv');
	expect(await response.text()).toContain('D1,Huyện một,50,30,2');
});

test('nothing is frozen while something recorded before waits to be counted, nor while counters and tree are being changed', async () => {
	const late = {
		id: randomUUID(),
		unitId: id.X3!,
		campaignId: 1,
		metric: 'studySession',
		occurredOn: '2025-03-11',
	} as const;
	const freeze = (query: string) => browser.send('other', `${base}/da-chot?${query}`);
	await asOperator(house, (call) => recordActs(call, [late]));
	const refused = await freeze(year);
	expect(refused.status).toBe(409);
	expect(await refused.text()).toBe('Có việc vừa ghi chưa được tính vào số liệu. Chờ một lát rồi chốt lại.');
	expect((await freeze('cuoc=ban-linh&tu=2025-01-01&den=2025-02-28')).status).toBe(303);

	await asOperator(house, foldUntilEmpty);
	const { asked, waiting } = await asOperator(house, async (call) => {
		await lockCounters(call);
		const reply = { came: false };
		const asked = freeze(year).finally(() => (reply.came = true));
		const waiting = async () => (await sql`select from pg_locks where not granted`.execute(call.db)).rows.length;
		while (!reply.came && (await waiting()) === 0) await pause(10);
		return { asked, waiting: !reply.came };
	});
	expect(waiting).toBe(true);
	const frozen = await asked;
	expect(frozen.status).toBe(303);
	expect(plainRowsOf(await browser.read('other', frozen.headers.get('Location')!.split('?')[0]!))).toContain(
		'Buổi học tập, quán triệt 6',
	);
});

test('who holds the page already is told so, until something of it is another', async () => {
	const address = `${base}?${year}`;
	const ask = (version: string, who = 'head') =>
		browser.app.request(address, { headers: { 'X-Who': who, 'If-None-Match': version } });
	const version = (await browser.see('head', address)).headers.get('ETag')!;
	expect((await ask(version)).status).toBe(304);
	await asOperator(house, async (call) => {
		await recordActs(call, [
			{ id: randomUUID(), unitId: id.D1!, campaignId: 1, metric: 'studySession', occurredOn: '2026-01-02' },
		]);
		await foldUntilEmpty(call);
	});
	const fresh = await ask(version);
	expect(fresh.status).toBe(200);
	expect((await ask(fresh.headers.get('ETag')!)).status).toBe(304);
});

test('a head freezes a period; it stays as it was, with a hash, whatever is recorded late', async () => {
	const address = (await browser.done('head', `${base}/da-chot?${year}`)).split('?')[0]!;
	await asOperator(house, async (call) => {
		await recordActs(call, [
			{ id: randomUUID(), unitId: id.X1!, campaignId: 1, metric: 'studySession', occurredOn: '2025-04-01' },
		]);
		await foldUntilEmpty(call);
	});
	const page = await browser.read('head', address);
	expect(page).toContain('Nội dung đúng với mã băm');
	expect(plainRowsOf(page)).toContain('Buổi học tập, quán triệt 2 3 +1');
	const text = await browser.read('head', `${address}/noi-dung.json`);
	expect(JSON.parse(text)).toMatchObject({ from: '2025-01-01', to: '2025-12-31', figures: { studySession: '2' } });
	expect(page, 'whoever has the text can repeat the hash').toContain(createHash('sha256').update(text).digest('hex'));
	expect(await browser.read('head', `${base}?${year}`), 'told on the page of those very days').toContain(
		`href="${address}"`,
	);
	for (const hidden of [address, `${address}/noi-dung.json`])
		expect((await browser.see('other', hidden)).status).toBe(404);
	const refused = await browser.send('head', `${base}/da-chot?don-vi=${id.X1}&${year}`);
	expect(refused.status).toBe(403);
});

test('a unit that has gone elsewhere is named, not shown with zeros, where one may not see it any more', async () => {
	await reorganise(house, '2025-07-15', 'create,,,Y1,Xã mới,xa,D1,');
	await reorganise(house, '2025-08-01', 'move,X1,,,,,P2,');
	const period = 'cuoc=ban-linh&tu=2025-01-01&den=2025-07-31&chi-so=memberOnStrength';
	const page = await browser.read('head', `${base}?don-vi=${id.D1}&${period}`);
	expect(rowsOf(page)).toEqual([expect.stringMatching(/^Xã mới 0 /)]);
	expect(page).toContain('bạn không xem được số liệu: Xã một.');
	expect(await (await browser.see('head', `${base}?don-vi=${id.D1}&${period}&format=csv`)).text()).not.toContain(
		'Xã một',
	);
	expect(await browser.read('head', `${base}?don-vi=${id.P1}&${period}`)).not.toContain('bạn không xem được');
});
