import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asItStands, Conflict } from '#platform';
import { asOperator, testHouse } from '../platform/testing.ts';
import { listCoverage } from './cascade.store.ts';
import { openPlan } from './open-plan.ts';
import {
	addTask,
	addTaskLater,
	cascadePlan,
	createCampaign,
	decideTask,
	draftPlan,
	dropTask,
	editTask,
	findPlan,
	findPlanOf,
	issuePlan,
	listProposals,
	listTasks,
	replacePlan,
	signPlan,
	submitPlan,
	writePlan,
} from './index.ts';
import { scene, type Scene, type UnitKey } from './testing.ts';

/** The ministry's plan went down; province A has issued its own, province B is still writing; then the ministry's is replaced. */
let s: Scene;
let campaignId: number;
let [first, next, inForce, written] = ['', '', '', ''];
const slug = 'goc';
const words = { slogan: '', purpose: 'Mục đích', legalGrounds: [], organisation: '', dueOn: null };
const local = (unit: UnitKey) => ({
	leadUnitId: s.id[unit],
	coordinating: [],
	startsOn: null,
	dueOn: '2036-06-30',
	target: 1,
});
const task = (unit: UnitKey, content: string) => ({
	...local(unit),
	measureId: null,
	content,
	product: '',
	metricKey: null,
});
const begin = (unit: UnitKey, draft: typeof draftPlan | typeof replacePlan, content: string) =>
	s.as(`focal.${unit}`, async (call) => {
		const id = await draft(call, slug, s.id[unit]);
		await writePlan(call, id, words, asItStands);
		await addTask(call, id, task(unit, content));
		return id;
	});
async function issue(unit: UnitKey, id: string, number: number) {
	await s.as(`focal.${unit}`, (call) => submitPlan(call, id));
	const signature = { number, symbol: 'KH', signedOn: '2025-01-02', signerName: '', signerPosition: 'Giám đốc' };
	await s.as(`head.${unit}`, (call) => signPlan(call, id, signature));
	await s.as(`head.${unit}`, (call) => issuePlan(call, id));
}
const cascade = (unit: UnitKey, id: string) =>
	s.as(`head.${unit}`, (call) => cascadePlan(call, id, { on: call.today, dueOn: null }));
const takeOver = (who: string, unit: UnitKey, plan: string, parentTaskId: string) =>
	s.as(`${who}.${unit}`, (call) => decideTask(call, plan, parentTaskId, { decision: 'takenOver', ...local(unit) }));
const taskNamed = async (plan: string, content: string) =>
	(await asOperator(s.house, (call) => listTasks(call, plan))).find((each) => each.content === content)!;
const proposals = (unit: UnitKey, plan: string) =>
	s.as(`head.${unit}`, async (call) =>
		(await listProposals(call, (await findPlan(call, plan))!)).map(({ kind, parent }) => [kind, parent.content]),
	);
const coverage = (unit: UnitKey, plan: string) =>
	s.as(`focal.${unit}`, async (call) => (await listCoverage(call, [plan])).get(plan));
const parentOf = async (plan: string) => (await asOperator(s.house, (call) => findPlan(call, plan)))!.parentPlanId;

beforeAll(async () => {
	s = await scene(await testHouse());
	campaignId = (
		await s.as('head.ministry', (call) =>
			createCampaign(call, { slug, unitId: s.id.ministry, title: 'Gốc', startsOn: '2016-12-19', endsOn: '2036-12-31' }),
		)
	).id;
	first = await begin('ministry', draftPlan, 'Một');
	await issue('ministry', first, 1);
	await cascade('ministry', first);
	inForce = await begin('provinceA', draftPlan, 'Riêng');
	written = await begin('provinceB', draftPlan, 'Riêng');
	const { id } = await taskNamed(first, 'Một');
	await takeOver('focal', 'provinceA', inForce, id);
	await takeOver('focal', 'provinceB', written, id);
	await issue('provinceA', inForce, 2);
	next = await begin('ministry', replacePlan, 'Hai');
	await issue('ministry', next, 3);
});

test('what takes the place of a plan is what those below answer: in force by proposals, a draft before it is submitted', async () => {
	expect(await proposals('provinceA', inForce)).toEqual([['added', 'Hai']]);
	await s.as('head.ministry', (call) => addTaskLater(call, next, task('ministry', 'Ba'), 'Bổ sung'));
	expect(await proposals('provinceA', inForce)).toEqual([
		['added', 'Hai'],
		['added', 'Ba'],
	]);
	await takeOver('head', 'provinceA', inForce, (await taskNamed(next, 'Hai')).id);
	expect(await proposals('provinceA', inForce)).toEqual([['added', 'Ba']]);
	expect(await coverage('provinceA', inForce)).toEqual({ dealtWith: 1, all: 2 });
	expect(await coverage('provinceB', written)).toEqual({ dealtWith: 0, all: 2 });
	await expect(s.as('focal.provinceB', (call) => submitPlan(call, written))).rejects.toThrow(/Còn 2 nhiệm vụ/);
	expect(await cascade('ministry', next)).toBe(0);
});

test('what was answered under the replaced plan stays: as signed, and in a draft to be written further or withdrawn', async () => {
	expect(await taskNamed(inForce, 'Một')).toMatchObject({ decision: 'takenOver', withdrawn: false });
	const answered = await taskNamed(written, 'Một');
	expect((await s.as('focal.provinceB', (call) => openPlan(call, written))).tasks).toHaveLength(2);
	await s.as('focal.provinceB', (call) =>
		editTask(call, written, answered.id, task('provinceB', 'Một, viết lại'), asItStands),
	);
	expect(await taskNamed(written, 'Một, viết lại')).toMatchObject({ id: answered.id, decision: 'adapted' });
	await s.as('focal.provinceB', (call) => dropTask(call, written, answered.id));
	expect(await taskNamed(written, 'Một, viết lại')).toMatchObject({ withdrawn: true });

	const { id } = await taskNamed(next, 'Hai');
	await takeOver('focal', 'provinceB', written, id);
	const now = await taskNamed(written, 'Hai');
	await expect(s.as('focal.provinceB', (call) => dropTask(call, written, now.id))).rejects.toThrow(Conflict);
});

test('a plan below that is replaced itself forks what is in force above today', async () => {
	const again = await s.as('focal.provinceA', (call) => replacePlan(call, slug, s.id.provinceA));
	expect(await parentOf(again)).toBe(next);
});

test('nobody chooses what a plan forks, also past the use cases', async () => {
	for (const [who, plan] of [
		['focal.provinceB', written],
		['head.provinceA', inForce],
	] as const)
		await expect(
			s.as(who, (call) => sql`update plan set parent_plan_id = ${first} where id = ${plan}`.execute(call.db)),
		).rejects.toThrow(/not chosen/);
	await expect(
		s.as('head.provinceA', (call) => sql`select app.attach_plans(${next}, '{}')`.execute(call.db)),
	).rejects.toThrow(/not the caller/);
});

test('a unit that was moved under another one with its plan forks the plan there, once that is sent down', async () => {
	await cascade('provinceA', inForce);
	const moved = (await asOperator(s.house, (call) => findPlanOf(call, campaignId, s.id.communeA1)))!.id;
	const stays = (await asOperator(s.house, (call) => findPlanOf(call, campaignId, s.id.communeA2)))!.id;
	await takeOver('focal', 'communeA1', moved, (await taskNamed(inForce, 'Riêng')).id);
	await takeOver('focal', 'provinceB', written, (await taskNamed(next, 'Ba')).id);
	await issue('provinceB', written, 4);
	await asOperator(s.house, async (call) => {
		const [a, b, unit] = [s.id.provinceA, s.id.provinceB, s.id.communeA1];
		await sql`update unit_parent set parent_id = ${b} where unit_id = ${unit}`.execute(call.db);
		await sql`update unit_closure set ancestor = ${b} where descendant = ${unit} and ancestor = ${a}`.execute(call.db);
		await sql`update unit_standing set node_id = ${b} where unit_id = ${unit} and node_id = ${a}`.execute(call.db);
	});
	expect(await parentOf(moved)).toBe(inForce);
	expect(await cascade('provinceB', written)).toBe(2);
	expect(await parentOf(moved)).toBe(written);
	expect(await parentOf(stays)).toBe(inForce);
	expect(await coverage('communeA1', moved)).toEqual({ dealtWith: 0, all: 3 });
	expect(await taskNamed(moved, 'Riêng')).toMatchObject({ decision: 'takenOver' });
	expect(await cascade('provinceB', written)).toBe(0);
});
