import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { work, type Call, type House } from '#platform';
import { reorganise, smallBody, unitOf } from '../figures/testing.ts';
import { asOperator } from '../platform/testing.ts';
import { publishSnapshots } from './index.ts';
import { findCampaign, findPlan, listEvents, listTasks } from './portal.store.ts';

/** The second province led two campaigns and was merged into the first on 1 July 2025; one campaign was over before. */
let house: House;
let unit: Record<'P1' | 'P2' | 'X1' | 'X3', number>;
const campaignOf = { runs: 1, over: 2 };

beforeAll(async () => {
	house = await smallBody();
	unit = Object.fromEntries(
		await Promise.all((['P1', 'P2', 'X1', 'X3'] as const).map(async (code) => [code, await unitOf(house, code)])),
	);
	await asOperator(house, plant);
	await reorganise(house, '2025-07-01', 'merge,P2,P1,,,,,\nmove,X3,,,,,P1,');
	await asOperator(house, publishSnapshots);
});

async function plant(call: Call): Promise<void> {
	await sql`update unit set publishable = true`.execute(call.db);
	await sql`insert into campaign (slug, unit_id, title, starts_on, ends_on, state, published) values
		('dang-chay', ${unit.P2}, 'Đang chạy', '2025-01-01', '2036-12-31', 'running', true),
		('da-qua', ${unit.P2}, 'Đã qua', '2025-01-01', '2025-03-31', 'running', true)`.execute(call.db);
	await sql`insert into plan (campaign_id, unit_id)
		select 1, u from unnest(${[unit.P1, unit.P2, unit.X3]}::int[]) u`.execute(call.db);
	await sql`insert into plan_text (plan_id, purpose) select id, 'Mục đích' from plan`.execute(call.db);
	await sql`insert into task (id, plan_id, position) select gen_random_uuid(), id, 1 from plan where unit_id = ${unit.P2}`.execute(
		call.db,
	);
	await sql`insert into task_version (task_id, version, content, lead_unit_id, due_on)
		select id, 1, 'Tập huấn', ${unit.P2}, '2036-01-01' from task`.execute(call.db);
	await sql`update plan set state = 'inReview'`.execute(call.db);
	await sql`update plan set state = 'signed', number = 5, symbol = 'KH', signed_on = '2025-01-02', signer_name = 'A',
		signer_position = 'B'`.execute(call.db);
	await sql`update plan set state = 'issued', issued_on = case unit_id when ${unit.P1} then date '2025-01-02' else '2025-01-03' end`.execute(
		call.db,
	);
	const events = [
		['the lead, before', unit.P2, '2025-02-01'],
		['beside, before', unit.P1, '2025-02-01'],
		['planned by the lead', unit.P2, '2025-12-01'],
		['what continues the lead', unit.P1, '2025-12-01'],
		['a commune', unit.X1, '2025-12-01'],
	];
	for (const [title, unitId, on] of events)
		await sql`with held as (
				insert into activity (unit_id, kind, title, takes_place_on, state, published_at)
				values (${unitId}, 'workshop', ${title}, ${on}, 'held', app.now()) returning id)
			insert into activity_campaign (activity_id, campaign_id) select id, 1 from held`.execute(call.db);
	await sql`update activity set published_at = app.now()`.execute(call.db);
}

const asPublic = <T>(act: (call: Call) => Promise<T>) => work(house, { kind: 'public' }, act, { readOnly: true });

test('a campaign is led by what continues its lead; one that was over before, by the lead that it had', async () => {
	const leader = (slug: string) => asPublic(async (call) => (await findCampaign(call, slug))!.leader);
	expect(await leader('dang-chay')).toBe('Tỉnh một');
	expect(await leader('da-qua')).toBe('Tỉnh hai');
});

test('its plan and the units that lead its tasks are named', async () => {
	const tasks = await asPublic(async (call) => listTasks(call, (await findPlan(call, campaignOf.runs))!.id));
	expect(tasks.map(({ lead }) => lead)).toEqual(['Tỉnh một']);
});

test('its timetable has the events of who led it on their day', async () => {
	const events = await asPublic((call) => listEvents(call, campaignOf.runs));
	expect(Object.fromEntries(events.map(({ title, unit, byLeader }) => [title, [unit, byLeader]]))).toEqual({
		'the lead, before': ['Tỉnh hai', true],
		'beside, before': ['Tỉnh một', false],
		'planned by the lead': ['Tỉnh một', true],
		'what continues the lead': ['Tỉnh một', true],
		'a commune': ['Xã một', false],
	});
});

test('what continues the lead does not take part in its own campaign', async () => {
	const { rows } = await asPublic((call) =>
		sql<{ unitId: number }>`select unit_id from public_participant`.execute(call.db),
	);
	expect(rows).toEqual([{ unitId: unit.X3 }]);
});
