import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asItStands, Conflict, work } from '#platform';
import { asOperator, testHouse } from '../platform/testing.ts';
import { listCoverage } from './cascade.store.ts';
import {
	addTask,
	campaignBySlug,
	cascadePlan,
	createCampaign,
	decideTask,
	draftPlan,
	expectedOf,
	findPlan,
	findPlanOf,
	issuePlan,
	listTasks,
	publishCampaign,
	replacePlan,
	signPlan,
	submitPlan,
	writePlan,
} from './index.ts';
import { planPath } from './paths.ts';
import { scene, type Scene, type UnitKey } from './testing.ts';

/** The leading unit of a campaign is merged into another one while the campaign is a draft; a unit with a draft is moved. */
let s: Scene;
let campaignId: number;
let plan: string;
const slug = 'goc';

beforeAll(async () => {
	s = await scene(await testHouse());
	campaignId = await s.as('head.provinceA', async (call) => {
		const dates = { startsOn: '2016-12-19', endsOn: '2036-12-31' };
		await createCampaign(call, { slug: 'goc-hai', unitId: s.id.provinceA, title: 'Gốc hai', ...dates });
		return (await createCampaign(call, { slug, unitId: s.id.provinceA, title: 'Gốc', ...dates })).id;
	});
	plan = await written('provinceA');
	await sign('provinceA', plan, 1);
	await asOperator(s.house, (call) =>
		sql`update unit set dies = app.today() where id = ${s.id.provinceA}`.execute(call.db),
	);
	await asOperator(s.house, (call) =>
		sql`update unit_heir set heir_id = ${s.id.provinceB} where unit_id = ${s.id.provinceA}`.execute(call.db),
	);
	await asOperator(s.house, (call) =>
		sql`update unit_standing set node_id = ${s.id.provinceB} where node_id = ${s.id.provinceA}`.execute(call.db),
	);
	await asOperator(s.house, (call) =>
		sql`update unit_closure set ancestor = ${s.id.provinceB} where ancestor = ${s.id.provinceA} and depth > 0`.execute(
			call.db,
		),
	);
	await asOperator(s.house, (call) =>
		sql`update unit_parent set parent_id = ${s.id.provinceB} where parent_id = ${s.id.provinceA}`.execute(call.db),
	);
});

const words = { slogan: '', purpose: 'Mục đích', legalGrounds: [], organisation: '', dueOn: null };
async function fill(unit: UnitKey, id: string): Promise<string> {
	await s.as(`focal.${unit}`, async (call) => {
		await writePlan(call, id, words, asItStands);
		await addTask(call, id, {
			measureId: null,
			content: 'Học tập',
			leadUnitId: s.id[unit],
			coordinating: [],
			startsOn: null,
			dueOn: '2036-06-30',
			product: '',
			metricKey: null,
			target: 1,
		});
		await submitPlan(call, id);
	});
	return id;
}
const written = async (unit: UnitKey) =>
	fill(unit, await s.as(`focal.${unit}`, (call) => draftPlan(call, slug, s.id[unit])));
const sign = (unit: UnitKey, id: string, number: number) =>
	s.as(`head.${unit}`, (call) =>
		signPlan(call, id, { number, symbol: 'KH', signedOn: '2025-01-02', signerName: '', signerPosition: 'Giám đốc' }),
	);
const counted = async (metric: string) =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<{ unitId: number; n: number }>`select a.unit_id, sum(a.qty)::int as n
			from act a join metric m on m.id = a.metric_id where m.key = ${metric} and a.campaign_id = ${campaignId} group by 1`.execute(
			call.db,
		);
		return rows;
	});
const onThePortal = () =>
	work(s.house, { kind: 'public' }, async (call) =>
		(await sql<{ id: string }>`select id from plan`.execute(call.db)).rows.map(({ id }) => id),
	);

test('who continues the leading unit is told that its plan waits, not of others that it left as drafts', async () => {
	const waits = (who: string) => s.as(who, async (call) => (await expectedOf(call)).map(({ href }) => href));
	await asOperator(s.house, (call) =>
		sql`insert into plan (campaign_id, unit_id, parent_plan_id, due_on)
			select id, unit_id, ${plan}, '2025-01-03' from campaign where slug = 'goc-hai'`.execute(call.db),
	);
	expect(await waits('head.provinceB')).toEqual([planPath(plan)]);
});

test('who continues the leading unit issues its plan, and the campaign with it; it is counted there, and the public sees it', async () => {
	await s.as('head.provinceB', (call) => issuePlan(call, plan));
	await s.as('head.provinceB', (call) => publishCampaign(call, slug, true));
	expect(await counted('planIssued')).toEqual([{ unitId: s.id.provinceB, n: 1 }]);
	expect(await onThePortal()).toEqual([plan]);
});

test('it issues also a leading plan that it began itself', async () => {
	const own = await fill(
		'provinceB',
		await s.as('focal.provinceB', (call) => draftPlan(call, 'goc-hai', s.id.provinceB)),
	);
	await sign('provinceB', own, 7);
	await s.as('head.provinceB', (call) => issuePlan(call, own));
	expect(await s.as('head.provinceB', (call) => campaignBySlug(call, 'goc-hai'))).toMatchObject({ state: 'issued' });
});

test('it begins no second leading plan, but replaces that one', async () => {
	await expect(s.as('focal.provinceB', (call) => draftPlan(call, slug, s.id.provinceB))).rejects.toThrow(Conflict);
	const next = await fill(
		'provinceB',
		await s.as('focal.provinceB', (call) => replacePlan(call, slug, s.id.provinceB)),
	);
	await sign('provinceB', next, 2);
	await s.as('head.provinceB', (call) => issuePlan(call, next));
	expect(await s.as('head.provinceB', (call) => findPlan(call, plan))).toMatchObject({ state: 'superseded' });
	expect(await counted('planExpected')).toEqual([{ unitId: s.id.provinceA, n: 1 }]);
	expect(await onThePortal()).toEqual([next]);
	plan = next;
});

test('a plan that forks the leading one is not shown to the public, also when its unit is continued by the leading one', async () => {
	await s.as('head.provinceB', (call) => cascadePlan(call, plan, { on: call.today, dueOn: null }));
	const below = (await asOperator(s.house, (call) => findPlanOf(call, campaignId, s.id.communeB1)))!.id;
	await asOperator(s.house, async (call) => {
		await sql`update plan set state = 'inReview' where id = ${below}`.execute(call.db);
		await sql`update plan set state = 'signed', number = 9, symbol = 'KH', signed_on = '2025-01-02', signer_name = 'x',
			signer_position = 'x' where id = ${below}`.execute(call.db);
		await sql`update plan set state = 'issued', issued_on = app.today() where id = ${below}`.execute(call.db);
		await sql`update unit_heir set heir_id = ${s.id.provinceB} where unit_id = ${s.id.communeB1}`.execute(call.db);
	});
	expect(await onThePortal()).toEqual([plan]);
});

test('a unit that was moved elsewhere with its draft still reads what the draft has to answer', async () => {
	const common = 'chung';
	const dates = { startsOn: '2016-12-19', endsOn: '2036-12-31' };
	const campaign = await s.as('head.ministry', (call) =>
		createCampaign(call, { slug: common, unitId: s.id.ministry, title: 'Chung', ...dates }),
	);
	const root = await fill('ministry', await s.as('focal.ministry', (call) => draftPlan(call, common, s.id.ministry)));
	await sign('ministry', root, 3);
	await s.as('head.ministry', (call) => issuePlan(call, root));
	const above = await s.as('focal.provinceB', (call) => draftPlan(call, common, s.id.provinceB));
	const [task] = await s.as('focal.provinceB', (call) => listTasks(call, root));
	await s.as('focal.provinceB', (call) =>
		decideTask(call, above, task!.id, { decision: 'notApplicable', reason: 'Đã làm' }),
	);
	await sign('provinceB', await fill('provinceB', above), 4);
	await s.as('head.provinceB', (call) => issuePlan(call, above));
	await s.as('head.provinceB', (call) =>
		cascadePlan(call, above, { on: call.today, dueOn: null, filter: { codes: ['communeA1'] } }),
	);
	const draft = (await asOperator(s.house, (call) => findPlanOf(call, campaign.id, s.id.communeA1)))!.id;
	await asOperator(s.house, (call) =>
		sql`delete from unit_standing where unit_id = ${s.id.communeA1} and node_id = ${s.id.provinceB}`.execute(call.db),
	);

	expect(await s.as('focal.communeA1', (call) => listTasks(call, above))).toHaveLength(2);
	expect(await s.as('focal.communeA1', (call) => listCoverage(call, [draft]))).toEqual(
		new Map([[draft, { dealtWith: 0, all: 1 }]]),
	);
	await s.as('focal.communeA1', (call) => writePlan(call, draft, words, asItStands));
	await expect(s.as('focal.communeA1', (call) => submitPlan(call, draft))).rejects.toThrow(/Học tập/);
	expect(await s.as('member.communeA1', (call) => listTasks(call, above))).toEqual([]);
});
