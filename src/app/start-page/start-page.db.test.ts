import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { createCampaign, draftPlan, expectedOf, moveCampaign } from '#campaigns';
import { issueCommitments } from '#commitments';
import { foldUntilEmpty, recordActs } from '#figures';
import { markInstallation } from '#portal';
import { asOperator } from '../../platform/testing.ts';
import { aVillage, type Village } from '../../activities/testing.ts';
import { anAccount, aSession, as } from '../../access/testing.ts';
import { dutiesIn } from './duties.ts';
import { guideOf, type GuideStep } from './guide.ts';
import { unitFigures } from './unit-figures.ts';

let v: Village;
beforeAll(async () => {
	v = await aVillage();
});

const paths = (steps: GuideStep[]) => steps.map(({ href, done }) => `${done ? 'done' : 'open'} ${href}`);

test('a new member is led to a second factor, and to nothing that does not exist yet', async () =>
	expect(paths(await v.as('member1.communeA', guideOf))).toEqual(['open /lam-viec/tai-khoan']));

test('whoever has done all of it is led nowhere', async () => {
	await asOperator(v.house, (call) =>
		sql`insert into passkey (id, account_id, public_key, counter, name)
			select 'key', id, '', 0, 'Máy tính' from account where user_name = 'member2.communea'`.execute(call.db),
	);
	expect(await v.as('member2.communeA', guideOf)).toEqual([]);
});

test('a member is led to what is to be read and promised, and no more once the campaign is over', async () => {
	const who = 'member3.elsewhere';
	const slug = 'sap-dong';
	const { unit } = v;
	await asOperator(v.house, async (call) => {
		const dates = { startsOn: '2016-12-19', endsOn: '2036-12-31' };
		const { id: campaignId } = await createCampaign(call, { slug, unitId: unit.elsewhere, title: slug, ...dates });
		await moveCampaign(call, slug, 'issue');
		const about = { unitId: unit.elsewhere, campaignId, title: 'Cam kết' };
		const days = { year: 2017, referenceOn: '2017-03-01', dueOn: '2017-04-30' };
		await issueCommitments(call, { ...about, ...days, introduction: '', areas: [{ title: 'Điều lệnh', hint: '' }] });
		await sql`insert into study_document (unit_id, campaign_id, kind, title, link)
			values (${unit.elsewhere}, ${campaignId}, 'directive', 'Chỉ thị', 'https://example.vn')`.execute(call.db);
	});
	const led = async () => paths(await v.as(who, guideOf));
	expect(await led()).toEqual(['open /lam-viec/tai-khoan', 'open /lam-viec/tai-lieu', 'open /lam-viec/cam-ket']);
	await asOperator(v.house, async (call) => {
		for (const move of ['launch', 'run', 'review', 'close'] as const) await moveCampaign(call, slug, move);
	});
	expect(await led()).toEqual(['open /lam-viec/tai-khoan']);
});

test('a focal officer is led through the plan of the unit once there is one', async () => {
	expect(await v.as('focal.ministry', guideOf)).toHaveLength(1);
	await v.as('focal.ministry', (call) => draftPlan(call, 'vi-nhan-dan-phuc-vu', v.unit.ministry));
	const steps = await v.as('focal.ministry', guideOf);
	expect(steps.map(({ done }) => done)).toEqual([false, false, false, false]);
	expect(steps[1]!.href).toContain('/lam-viec/');
	expect(await v.as('focal.communeA', guideOf)).toHaveLength(1);
});

test('the administrator of the root is led through setting up the house', async () => {
	await asOperator(v.house, (call) => markInstallation(call, { rootUnitId: v.unit.ministry }));
	const post = { role: 'administrator', unitId: v.unit.ministry };
	const caller = await aSession(v.house, await anAccount(v.house, 'quan.tri', [post]));
	expect(paths(await as(v.house, caller, guideOf))).toEqual([
		'open /lam-viec/tai-khoan',
		'done /lam-viec/sap-xep/nhap-don-vi',
		'done /lam-viec/thanh-vien',
		'done /lam-viec/nguoi-dung',
		'open /lam-viec/cong-thong-tin',
	]);
});

test('what the rooms expect is gathered for the person who asks', async () => {
	const { later, thisWeek } = await v.as('focal.ministry', dutiesIn([expectedOf]));
	expect([...thisWeek, ...later]).toHaveLength(1);
	const nothing = await v.as('member1.communeA', dutiesIn([expectedOf]));
	expect(nothing).toEqual({ late: [], thisWeek: [], later: [] });
});

test('the unit of a head has its shares with what they are made of; a member has none', async () => {
	await asOperator(v.house, async (call) => {
		const act = { unitId: v.unit.communeA, campaignId: v.campaignId, occurredOn: '2017-03-01' };
		await recordActs(call, [
			{ ...act, id: crypto.randomUUID(), metric: 'memberOnStrength', qty: 12 },
			{ ...act, id: crypto.randomUUID(), metric: 'memberExempt', qty: 2 },
			{ ...act, id: crypto.randomUUID(), metric: 'commitmentSigned', qty: 7 },
		]);
		await foldUntilEmpty(call);
	});
	const [figures] = await v.as('head.province', unitFigures);
	expect(figures).toMatchObject({ unit: 'province', commitments: { numerator: 7, denominator: 10 } });
	expect(figures!.asOf).toBeInstanceOf(Date);
	expect(figures!.plans).toEqual({ numerator: 0, denominator: 0 });
	expect(await v.as('head.elsewhere', unitFigures)).toMatchObject([{ commitments: { numerator: 0, denominator: 0 } }]);
	expect(await v.as('member1.communeA', unitFigures)).toEqual([]);
});

test('a plan that was expected before the first day of its campaign counts among those expected', async () => {
	await asOperator(v.house, async (call) => {
		const act = { unitId: v.unit.communeA, campaignId: v.campaignId };
		await recordActs(call, [
			{ ...act, id: crypto.randomUUID(), metric: 'planExpected', occurredOn: '2016-12-15' },
			{ ...act, id: crypto.randomUUID(), metric: 'planIssued', occurredOn: '2017-01-20' },
		]);
		await foldUntilEmpty(call);
	});
	const [figures] = await v.as('head.province', unitFigures);
	expect(figures!.plans).toEqual({ numerator: 1, denominator: 1 });
	// The page that it leads to begins early enough to show the same.
	expect(figures!.period.from <= '2016-12-15').toBe(true);
});
