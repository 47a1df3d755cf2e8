import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { aVillage, type Village } from '../../activities/testing.ts';
import { asOperator } from '../../platform/testing.ts';
import { keptAtUnits } from './kept.ts';

let v: Village;

beforeAll(async () => {
	v = await aVillage();
	await asOperator(v.house, async (call) => {
		await sql`insert into act (id, unit_id, campaign_id, metric_id, qty, occurred_on)
			values (gen_random_uuid(), ${v.unit.communeA}, ${v.campaignId}, 1, 1, '2017-01-01')`.execute(call.db);
		await sql`insert into plan (campaign_id, unit_id) values (${v.campaignId}, ${v.unit.communeA})`.execute(call.db);
		await sql`update post set valid = daterange(lower(valid), '2016-06-01') where role = 'approver'`.execute(call.db);
	});
});

const tablesOf = async (who: string, unit: 'communeA' | 'elsewhere') =>
	Object.fromEntries(
		(await v.as(who, (call) => keptAtUnits.count(call, [v.unit[unit]]))).map(({ table, count }) => [table, count]),
	);

test('what hangs on a unit is counted by kind, what is over is not', async () => {
	// A head and a focal officer hold posts; the approver's is over. Six people serve.
	expect(await tablesOf('head.ministry', 'communeA')).toMatchObject({
		post: 2,
		posting: 6,
		plan: 1,
		act: 1,
		commitment: 0,
	});
	expect(await tablesOf('head.ministry', 'elsewhere')).toMatchObject({ plan: 0, act: 0 });
});

test('members on strength are known by unit', async () => {
	const members = await v.as('head.ministry', (call) => keptAtUnits.membersOn(call, call.today));
	expect(members.get(v.unit.communeA)).toBe(6);
});

test('nobody but who keeps the tree learns it', async () => {
	await expect(tablesOf('head.province', 'communeA')).rejects.toThrow('keeps the tree');
	await expect(v.as('member1.ministry', (call) => keptAtUnits.membersOn(call, call.today))).rejects.toThrow(
		'keeps the tree',
	);
});
