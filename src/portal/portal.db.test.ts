import { sql } from 'kysely';
import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { foldUntilEmpty } from '#figures';
import { work, type Call, type House } from '#platform';
import { asOperator, testHouse } from '../platform/testing.ts';
import { markInstallation, publishSnapshots } from './index.ts';
import { listEvents } from './portal.store.ts';
import { issuePlans, plantUnits, portalApp } from './testing.tsx';

let house: House;
let app: Hono;
const today = new Date('2025-06-01T08:00:00+07:00');

beforeAll(async () => {
	house = await testHouse({ clock: () => today });
	await asOperator(house, plant, { now: today });
	await asOperator(house, (call) => foldUntilEmpty(call), { now: today });
	await asOperator(house, publishSnapshots, { now: today });
	app = portalApp(house);
});

/** A root with three units under it, one of them not publishable; campaigns of 29, of 30, a draft, one not published. */
async function plant(call: Call): Promise<void> {
	await plantUnits(call, ['Cơ quan', 'Đơn vị 2', 'Đơn vị kín', 'Đơn vị 4']);
	await sql`update unit set publishable = false where id = 3`.execute(call.db);
	await sql`insert into campaign (slug, unit_id, title, title_en, purpose, starts_on, ends_on, state, published) values
		('ba-muoi', 1, 'Cuộc vận động ba mươi', 'The thirty', 'Mục đích.', '2025-01-01', '2025-12-31', 'running', true),
		('hai-chin', 1, 'Cuộc vận động hai chín', null, '', '2025-01-01', '2025-12-31', 'running', true),
		('ban-nhap', 1, 'Bản nháp kín', null, '', '2025-01-01', '2025-12-31', 'draft', false),
		('chua-cong-bo', 1, 'Chưa công bố', null, '', '2025-01-01', '2025-12-31', 'running', false)`.execute(call.db);
	await issuePlans(call);
	await sql`insert into act (id, unit_id, campaign_id, metric_id, qty, occurred_on)
		select gen_random_uuid(), 2, campaign_id, metric_id, qty, '2025-02-01' from (values
			(1, 1, 32), (1, 2, 2), (1, 3, 21), (2, 1, 29), (2, 3, 29)) as said (campaign_id, metric_id, qty)`.execute(
		call.db,
	);
	await markInstallation(call, { illustration: true, rootUnitId: 1 });
}

const get = async (path: string, headers: Record<string, string> = {}) => {
	const response = await app.request(path, { headers });
	return { status: response.status, text: await response.text() };
};
const asPublic = <T>(act: (call: Call) => Promise<T>) => work(house, { kind: 'public' }, act, { readOnly: true });

test('a published campaign is shown in both languages, in its plan number and its banner', async () => {
	const { status, text } = await get('/cuoc-van-dong/ba-muoi');
	expect(status).toBe(200);
	expect(text).toContain('Cuộc vận động ba mươi');
	expect(text).toContain('Số 05/KH-CQ ngày 02/01/2025');
	expect(text).toContain('Dữ liệu minh họa');
	expect((await get('/en/cuoc-van-dong/ba-muoi')).text).toContain('The thirty');
});

test('a draft and a campaign that is not published do not exist', async () => {
	for (const slug of ['ban-nhap', 'chua-cong-bo', 'khong-co']) {
		for (const path of ['', '/don-vi', '/tin.atom']) {
			expect((await get(`/cuoc-van-dong/${slug}${path}`)).status).toBe(404);
		}
	}
	for (const path of ['/', '/en', '/cuoc-van-dong', '/so-do']) {
		const { text } = await get(path);
		expect(text).toContain('cuoc-van-dong/ba-muoi');
		expect(text).not.toMatch(/ban-nhap|Bản nháp kín|chua-cong-bo|Chưa công bố/);
	}
});

test('a unit that is not publishable is named nowhere, and is told not even by a number', async () => {
	for (const path of ['/cuoc-van-dong/ba-muoi', '/cuoc-van-dong/ba-muoi/don-vi']) {
		const { text } = await get(path);
		expect(text).toContain('Đơn vị 2');
		expect(text).toContain('Đơn vị 4');
		expect(text).not.toContain('Đơn vị kín');
	}
	const { rows } = await asPublic((call) => sql`select from public_participant where unit_id = 3`.execute(call.db));
	expect(rows).toHaveLength(0);
});

test('a unit that stops being publishable is gone at once, whatever the snapshot says', async () => {
	await asOperator(house, (call) => sql`update unit set publishable = false where id = 4`.execute(call.db));
	const { rows } = await asPublic((call) =>
		sql<{ unitId: number }>`select unit_id from public_participant`.execute(call.db),
	);
	expect(rows).toEqual([{ unitId: 2 }]);
});

test('thirty members have a rate in whole percent, and no page has what it is made of', async () => {
	const { text } = await get('/cuoc-van-dong/ba-muoi');
	expect(text).toContain('<strong>70%</strong>');
	expect(text).not.toMatch(/\b(21|32)\b(?!\/)/);
});

test('twenty-nine members have none', async () => {
	expect((await get('/cuoc-van-dong/hai-chin')).text).not.toContain('<progress');
	const { rows } = await asPublic((call) => sql`select campaign_id, percent from public_figure`.execute(call.db));
	expect(rows).toEqual([{ campaignId: 1, percent: 70 }]);
});

test('publishing again changes nothing, and says so', async () => {
	await asOperator(house, publishSnapshots, { now: today });
	expect(await asOperator(house, publishSnapshots, { now: today })).toEqual([]);
});

test('a rate goes when the group becomes too small', async () => {
	await asOperator(house, (call) =>
		sql`insert into act (id, unit_id, campaign_id, metric_id, qty, occurred_on)
			values (gen_random_uuid(), 2, 1, 2, 1, '2025-05-01')`.execute(call.db),
	);
	await asOperator(house, (call) => foldUntilEmpty(call));
	expect(await asOperator(house, publishSnapshots, { now: today })).toEqual([1]);
	const { rows } = await asPublic((call) => sql`select from public_figure`.execute(call.db));
	expect(rows).toHaveLength(0);
});

test('the public login reads neither counters nor acts nor the plans of units', async () => {
	for (const table of ['act', 'node_month', 'unit_day', 'member', 'set_up_link']) {
		await expect(asPublic((call) => sql`select from ${sql.table(table)}`.execute(call.db))).rejects.toThrow(
			'permission denied',
		);
	}
	const { rows } = await asPublic((call) => sql<{ unitId: number }>`select unit_id from plan`.execute(call.db));
	expect(rows).toEqual([{ unitId: 1 }]);
});

test('pages have no script and send no cookie', async () => {
	for (const path of ['/', '/cuoc-van-dong/ba-muoi', '/lien-he', '/so-do']) {
		const response = await app.request(path);
		expect(response.headers.get('Set-Cookie')).toBeNull();
		expect(await response.text()).not.toMatch(/<script|\son\w+=|\sstyle=/);
	}
});

test('the feed is well-formed', async () => {
	const { status, text } = await get('/cuoc-van-dong/ba-muoi/tin.atom');
	expect(status).toBe(200);
	expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\s*<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/);
	expect(text).toContain('<title>Cuộc vận động ba mươi</title>');
});

test('what is planned far ahead pushes neither what was held nor what comes next off the page', async () => {
	await asOperator(house, async (call) => {
		await sql`with planned as (
				insert into activity (unit_id, kind, title, takes_place_on, state)
				select 2, 'workshop', title, takes_on, state from (
					select 'Hội thảo xa' as title, date '2090-01-01' + day as takes_on, 'planned' as state from generate_series(1, 80) day
					union all values ('Hội thảo tới', date '2089-12-01', 'planned'), ('Hội thảo đã qua', date '2025-05-10', 'held')) event
				returning id)
			insert into activity_campaign (activity_id, campaign_id) select id, 1 from planned`.execute(call.db);
		await sql`update activity set published_at = '2025-05-01' where kind = 'workshop'`.execute(call.db);
	});
	const events = await asPublic((call) => listEvents(call, 1));
	expect(events.map((event) => event.title)).toEqual(expect.arrayContaining(['Hội thảo tới', 'Hội thảo đã qua']));
	expect(events.map((event) => event.takesPlaceOn)).toEqual(
		events
			.map((event) => event.takesPlaceOn)
			.toSorted()
			.toReversed(),
	);
	const page = await portalApp(house).request('/cuoc-van-dong/ba-muoi');
	expect(await page.text()).toContain('Hội thảo đã qua');
});
