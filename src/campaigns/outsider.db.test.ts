import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asItStands, Conflict, Forbidden, NotFound, work, type Call } from '#platform';
import { asOperator, refusal, testHouse } from '../platform/testing.ts';
import * as room from './index.ts';
import { scene, type Scene } from './testing.ts';

let s: Scene;
let plan: string;
let superior: string;
let task: string;
let own: string;
beforeAll(async () => {
	s = await scene(await testHouse());
	const local = { leadUnitId: s.id.provinceA, coordinating: [], startsOn: null, dueOn: '2036-01-01', target: 2 };
	const words = { measureId: null, content: 'Học tập', product: '', metricKey: null };
	await s.as('head.ministry', async (call) => {
		await room.createCampaign(call, {
			slug: 'goc',
			unitId: s.id.ministry,
			title: 'Gốc',
			startsOn: '2025-01-01',
			endsOn: '2036-12-31',
		});
		superior = await room.draftPlan(call, 'goc', s.id.ministry);
		await room.writePlan(
			call,
			superior,
			{
				slogan: '',
				purpose: 'Mục đích',
				legalGrounds: [],
				organisation: '',
				dueOn: null,
			},
			asItStands,
		);
		task = await room.addTask(call, superior, { ...words, ...local, leadUnitId: s.id.ministry });
		await room.submitPlan(call, superior);
		await room.signPlan(call, superior, {
			number: 1,
			symbol: 'KH-BCA',
			signedOn: '2025-01-01',
			signerName: '',
			signerPosition: 'Bộ trưởng',
		});
		await room.issuePlan(call, superior);
		await room.cascadePlan(call, superior, { on: call.today, dueOn: null });
	});
	plan = await s.as('focal.provinceA', async (call) => {
		const campaign = (await room.campaignBySlug(call, 'goc'))!;
		return (await room.findPlanOf(call, campaign.id, s.id.provinceA))!.id;
	});
	own = await s.as('focal.provinceA', (call) => room.addTask(call, plan, { ...words, ...local }));
});

const text = { slogan: '', purpose: '', legalGrounds: [], organisation: '', dueOn: null };
const campaignText = {
	title: 'Khác',
	titleEn: null,
	slogan: '',
	purpose: '',
	purposeEn: null,
	legalGrounds: [],
	startsOn: '2025-01-01',
	endsOn: '2025-12-31',
};
const measure = { title: 'Khác', titleEn: null, product: '', parentMeasureId: null };
const content = () => ({
	measureId: null,
	content: 'Khác',
	leadUnitId: s.id.provinceA,
	coordinating: [],
	startsOn: null,
	dueOn: '2036-01-01',
	product: '',
	metricKey: null,
	target: 1,
});
const signature = { number: 9, symbol: 'KH-X', signedOn: '2025-01-01', signerName: 'X', signerPosition: 'X' };

/** Every use case that changes something, as a stranger would call it. */
const attempts: Record<string, (call: Call) => Promise<unknown>> = {
	createCampaign: (call) =>
		room.createCampaign(call, {
			slug: 'moi-khac',
			unitId: s.id.provinceA,
			title: 'Khác',
			startsOn: '2025-01-01',
			endsOn: '2025-12-31',
		}),
	editCampaign: (call) => room.editCampaign(call, 'goc', campaignText, asItStands),
	addMeasure: (call) => room.addMeasure(call, 'goc', measure),
	editMeasure: (call) => room.editMeasure(call, 'goc', 1, measure),
	dropMeasure: (call) => room.dropMeasure(call, 'goc', 1),
	moveCampaign: (call) => room.moveCampaign(call, 'goc', 'launch'),
	publishCampaign: (call) => room.publishCampaign(call, 'goc', true),
	draftPlan: (call) => room.draftPlan(call, 'goc', s.id.provinceA),
	replacePlan: (call) => room.replacePlan(call, 'goc', s.id.provinceA),
	writePlan: (call) => room.writePlan(call, plan, text, asItStands),
	addTask: (call) => room.addTask(call, plan, content()),
	editTask: (call) => room.editTask(call, plan, own, content(), asItStands),
	dropTask: (call) => room.dropTask(call, plan, own),
	decideTask: (call) => room.decideTask(call, plan, task, { decision: 'notApplicable', reason: 'Không' }),
	submitPlan: (call) => room.submitPlan(call, plan),
	returnPlan: (call) => room.returnPlan(call, plan, 'Không'),
	signPlan: (call) => room.signPlan(call, plan, signature),
	issuePlan: (call) => room.issuePlan(call, plan),
	closePlan: (call) => room.closePlan(call, plan),
	cascadePlan: (call) => room.cascadePlan(call, superior, { on: call.today, dueOn: null }),
	amendTask: (call) => room.amendTask(call, superior, task, { content: content(), reason: 'Không' }),
	addTaskLater: (call) => room.addTaskLater(call, superior, content(), 'Không'),
	answerProposal: (call) => room.answerProposal(call, plan, task, { answer: 'accepted' }),
	completeTask: (call) => room.completeTask(call, task, '2025-01-01', ''),
	reopenTask: (call) => room.reopenTask(call, task),
};
const strangers = ['head.provinceB', 'member.provinceA', 'auditor.ministry', 'head.communeA1', 'head.teamA1'];
const all = Object.keys(attempts).flatMap((name) => strangers.map((who) => [name, who] as const));

test.each(all)('%s is refused to %s', async (name, who) => {
	const problem = await refusal(s.as(who, attempts[name]!));
	expect(problem instanceof Forbidden || problem instanceof NotFound ? 'refused' : problem).toBe('refused');
});

test.each(['writePlan', 'addTask', 'decideTask', 'submitPlan', 'signPlan', 'returnPlan', 'issuePlan'])(
	'%s of a plan below is refused to the head above, who only sees where it stands',
	async (name) => {
		await expect(s.as('head.ministry', attempts[name]!)).rejects.toThrow();
		expect(await s.as('head.ministry', (call) => room.findPlan(call, plan))).toMatchObject({ state: 'draft' });
	},
);

test('without a caller declared every table of the room that holds a row raises', async () => {
	const tables = [
		'campaign',
		'measure',
		'plan',
		'plan_text',
		'task',
		'task_version',
		'plan_edition',
		'campaign_template',
		'template_measure',
	];
	for (const table of tables) {
		const bare = s.house.database
			.as('staff')
			.transaction()
			.execute(async (db) => {
				await sql`set local role vidan_staff`.execute(db);
				await sql`select from ${sql.table(table)}`.execute(db);
			});
		await expect(bare, table).rejects.toMatchObject({ code: 'VD001' });
	}
});

test('the public sees a published campaign with the tasks of its leading plan, without targets, and no other plan', async () => {
	const seen = () =>
		work(s.house, { kind: 'public' }, async (call) => ({
			campaign: await room.campaignBySlug(call, 'goc'),
			plans: (await sql`select id from plan`.execute(call.db)).rows,
			tasks: (await sql`select content from task_version`.execute(call.db)).rows,
		}));
	expect(await seen()).toEqual({ campaign: undefined, plans: [], tasks: [] });
	await s.as('head.ministry', (call) => room.publishCampaign(call, 'goc', true));
	const after = await seen();
	expect(after).toMatchObject({
		campaign: { slug: 'goc' },
		plans: [{ id: superior }],
		tasks: [{ content: 'Học tập' }],
	});
	await expect(
		work(s.house, { kind: 'public' }, (call) => sql`select target from task_version`.execute(call.db)),
	).rejects.toMatchObject({ code: '42501' });
});

test('a slug said again with the same content is done, with other content it is taken', async () => {
	const again = { slug: 'goc', unitId: s.id.ministry, title: 'Gốc', startsOn: '2025-01-01', endsOn: '2036-12-31' };
	const first = await asOperator(s.house, (call) => room.createCampaign(call, again));
	expect(first.state).toBe('issued');
	await expect(
		asOperator(s.house, (call) => room.createCampaign(call, { ...again, title: 'Khác' })),
	).rejects.toBeInstanceOf(Conflict);
});

test('a local variant maps its measures to the parent’s, and outlives the parent', async () => {
	const variant = await s.as('head.provinceA', (call) =>
		room.createCampaign(call, {
			slug: 'goc-tinh',
			parentSlug: 'goc',
			unitId: s.id.provinceA,
			title: 'Gốc ở tỉnh',
			slogan: 'Đổi mới',
			startsOn: '2025-02-01',
			endsOn: '2025-12-31',
		}),
	);
	const measures = await s.as('head.provinceA', (call) => room.listMeasures(call, variant.id));
	expect(measures).toHaveLength(7);
	expect(measures.every(({ parentMeasureId }) => parentMeasureId !== null)).toBe(true);
	for (const move of ['launch', 'run', 'review', 'close'] as const)
		await s.as('head.ministry', (call) => room.moveCampaign(call, 'goc', move));
	expect((await s.as('head.provinceA', (call) => room.campaignBySlug(call, 'goc-tinh')))!.state).toBe('draft');
	const late = s.as('head.provinceB', (call) =>
		room.createCampaign(call, {
			slug: 'goc-tinh-b',
			parentSlug: 'goc',
			unitId: s.id.provinceB,
			title: 'B',
			startsOn: '2025-02-01',
			endsOn: '2025-12-31',
		}),
	);
	await expect(late).rejects.toBeInstanceOf(Conflict);
});
