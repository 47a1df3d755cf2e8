import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { ElevationNeeded } from '#access';
import { asItStands, ChangedSince, Conflict, Forbidden, Invalid, NotFound, type Call } from '#platform';
import { age } from '../access/testing.ts';
import { asOperator, testHouse } from '../platform/testing.ts';
import {
	addTask,
	addTaskLater,
	amendTask,
	answerProposal,
	cascadePlan,
	closePlan,
	completeTask,
	createCampaign,
	decideTask,
	draftPlan,
	dropTask,
	editTask,
	expectedOf,
	findPlan,
	findPlanOf,
	issuePlan,
	listProposals,
	listTasks,
	replacePlan,
	returnPlan,
	signPlan,
	submitPlan,
	targetsFor,
	writePlan,
	type TaskContent,
} from './index.ts';
import { listBelow, listCoverage } from './cascade.store.ts';
import { sha256 } from './canonical.ts';
import { markOfDraftedTask, markOfPlanText } from './marks.ts';
import { openPlan } from './open-plan.ts';
import { insertReminders } from './expectation.store.ts';
import { isReadable, listEditions } from './plan.store.ts';
import { scene, type Scene, type UnitKey } from './testing.ts';

let s: Scene;
let campaignId: number;
beforeAll(async () => {
	s = await scene(await testHouse());
	campaignId = await s.as('head.ministry', async (call) => {
		const campaign = await createCampaign(call, {
			slug: 'vi-nhan-dan-phuc-vu',
			unitId: s.id.ministry,
			title: 'Bản lĩnh, nhân văn, vì nhân dân phục vụ',
			startsOn: '2016-12-19',
			endsOn: '2036-12-31',
		});
		return campaign.id;
	});
});

const slug = 'vi-nhan-dan-phuc-vu';
const dueOn = '2036-06-30';
const text = { slogan: '', purpose: 'Nâng cao phong cách phục vụ.', legalGrounds: [], organisation: '', dueOn: null };
const content = (more: Partial<TaskContent> = {}): TaskContent => ({
	measureId: null,
	content: 'Tổ chức học tập, quán triệt',
	leadUnitId: s.id.ministry,
	coordinating: [],
	startsOn: null,
	dueOn,
	product: 'Buổi học tập',
	metricKey: 'studySession',
	target: 10,
	...more,
});
const local = (unit: UnitKey, target = 3) => ({
	leadUnitId: s.id[unit],
	coordinating: [],
	startsOn: null,
	dueOn: '2036-05-31',
	target,
});
const signature = (number: number) => ({
	number,
	symbol: 'KH-BCA',
	signedOn: '2025-01-02',
	signerName: 'Không ai',
	signerPosition: 'Thủ trưởng',
});
const actsOf = async (metric: string, unit: UnitKey) =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<{
			n: number;
		}>`select coalesce(sum(qty), 0) as n from act a join metric m on m.id = a.metric_id
			where m.key = ${metric} and a.unit_id = ${s.id[unit]}`.execute(call.db);
		return rows[0]!.n;
	});
const planOf = async (unit: UnitKey) =>
	(await asOperator(s.house, (call) => findPlanOf(call, campaignId, s.id[unit])))!.id;
const stateOf = async (id: string) => (await asOperator(s.house, (call) => findPlan(call, id)))!.state;

describe('a plan goes down four levels', () => {
	let root: string;
	let provincial: string;

	test('the ministry writes its plan of two tasks and hands it to its head', async () => {
		root = await s.as('focal.ministry', async (call) => {
			const id = await draftPlan(call, slug, s.id.ministry);
			await writePlan(call, id, text, asItStands);
			await addTask(call, id, content());
			await addTask(call, id, content({ content: 'Lễ phát động', metricKey: 'launchCeremony', target: 1 }));
			await submitPlan(call, id);
			return id;
		});
		expect(await s.as('focal.ministry', (call) => draftPlanRefused(call))).toBe(true);
		expect(await actsOf('planExpected', 'ministry')).toBe(1);
	});

	const draftPlanRefused = (call: Call) =>
		draftPlan(call, slug, s.id.ministry).then(
			() => false,
			(problem: unknown) => problem instanceof Conflict,
		);

	test('a plan returned carries the reason and can be submitted again', async () => {
		await s.as('head.ministry', (call) => returnPlan(call, root, 'Bổ sung chỉ tiêu'));
		expect(await stateOf(root)).toBe('draft');
		await s.as('focal.ministry', (call) => submitPlan(call, root));
	});

	test('the database itself lets nobody but the head decide on it, and nobody sign with another’s name', async () => {
		const forge = (who: string, statement: ReturnType<typeof sql>) =>
			expect(s.as(who, (call) => statement.execute(call.db))).rejects.toMatchObject({ code: 'VD010' });
		const sign = sql`update plan set state = 'signed', number = 1, symbol = 'KH', signed_on = '2025-01-02',
			signer_name = 'Không ai', signer_position = 'Thủ trưởng' where id = ${root}`;
		await forge('focal.ministry', sign);
		await forge('head.ministry', sign);
		await forge('focal.ministry', sql`update plan set state = 'draft' where id = ${root}`);
		expect(await stateOf(root)).toBe('inReview');
	});

	test('a head who proved long ago who they are is asked again, and nothing is signed', async () => {
		const accountId = await s.as('head.ministry', async (call) => call.actor.accountId!);
		await age(s.house, accountId, 'elevated_at', '6 minutes');
		await expect(s.as('head.ministry', (call) => signPlan(call, root, signature(337)))).rejects.toThrow(
			ElevationNeeded,
		);
		expect(await stateOf(root)).toBe('inReview');
		await age(s.house, accountId, 'elevated_at', '-6 minutes');
	});

	test('two people who sign at once: one signs, the other is told', async () => {
		const sign = () => s.as('head.ministry', (call) => signPlan(call, root, signature(337)));
		const results = await Promise.allSettled([sign(), sign()]);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect((results.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason).toBeInstanceOf(
			Conflict,
		);
	});

	test('signing keeps number, day, the signer’s own name and the whole content with its hash', async () => {
		const plan = (await asOperator(s.house, (call) => findPlan(call, root)))!;
		expect(plan).toMatchObject({
			number: 337,
			symbol: 'KH-BCA',
			signedOn: '2025-01-02',
			signerName: 'Người head.ministry',
		});
		const editions = await s.as('head.ministry', (call) => listEditions(call, root));
		expect(editions).toHaveLength(1);
		expect(editions[0]!.sha256).toBe(sha256(editions[0]!.content));
		expect(JSON.parse(editions[0]!.content)).toMatchObject({
			plan: { number: 337 },
			tasks: [{ target: 10 }, { target: 1 }],
		});
	});

	test('issuing the leading unit’s plan issues the campaign and counts once', async () => {
		await s.as('head.ministry', (call) => issuePlan(call, root));
		await expect(s.as('head.ministry', (call) => issuePlan(call, root))).rejects.toBeInstanceOf(Conflict);
		expect(await actsOf('planIssued', 'ministry')).toBe(1);
		const { rows } = await asOperator(s.house, (call) =>
			sql`select from campaign where slug = ${slug} and state = 'issued'`.execute(call.db),
		);
		expect(rows).toHaveLength(1);
	});

	test('two cascades at once make one draft for each province', async () => {
		const send = () =>
			s.as('focal.ministry', (call) => cascadePlan(call, root, { on: call.today, dueOn: '2025-02-20' }));
		const made = await Promise.all([send(), send()]);
		expect(made[0] + made[1]).toBe(2);
		expect(await send()).toBe(0);
		expect(await actsOf('planExpected', 'provinceA')).toBe(1);
		expect(await actsOf('planExpected', 'provinceB')).toBe(1);
		expect(await actsOf('planExpected', 'communeA1')).toBe(0);
	});

	test('only by a day of the campaign that has come, and only what stands under the unit today', async () => {
		const send = (on: string) => s.as('focal.ministry', (call) => cascadePlan(call, root, { on, dueOn: null }));
		for (const day of ['2999-01-01', '2016-12-18']) await expect(send(day)).rejects.toBeInstanceOf(Invalid);
		const moved = (sign: 1 | -1) =>
			asOperator(s.house, async (call) => {
				const [from, to] = sign === 1 ? [s.id.provinceA, s.id.provinceB] : [s.id.provinceB, s.id.provinceA];
				await sql`update unit_standing set node_id = ${to} where unit_id = ${s.id.communeA2} and node_id = ${from}`.execute(
					call.db,
				);
			});
		await moved(1);
		const below = await s.as('head.provinceA', (call) => listBelow(call, campaignId, s.id.provinceA, '2020-01-01'));
		expect(below.map(({ code }) => code)).toEqual(['communeA1']);
		await moved(-1);
	});

	test('the draft refers to every task of the superior plan, and cannot be submitted undecided', async () => {
		provincial = await planOf('provinceA');
		const coverage = await s.as('focal.provinceA', (call) => listCoverage(call, [provincial]));
		expect(coverage.get(provincial)).toEqual({ dealtWith: 0, all: 2 });
		await s.as('focal.provinceA', (call) =>
			writePlan(call, provincial, { ...text, slogan: 'Đổi mới, chủ động' }, asItStands),
		);
		const refused = s.as('focal.provinceA', (call) => submitPlan(call, provincial));
		await expect(refused).rejects.toThrow(/Còn 2 nhiệm vụ cấp trên giao chưa quyết định/);
	});

	test('taking over needs a local lead, date and number; not applicable needs a reason', async () => {
		const [study, launch] = await s.as('focal.provinceA', (call) => listTasks(call, root));
		const decide = (decided: Parameters<typeof decideTask>[3], task = study!) =>
			s.as('focal.provinceA', (call) => decideTask(call, provincial, task.id, decided));
		const mine = local('provinceA');
		for (const field of ['leadUnitId', 'dueOn', 'target'] as const) {
			const refused = (await decide({ decision: 'takenOver', ...mine, [field]: null }).catch(
				(e: unknown) => e,
			)) as Invalid;
			expect(Object.keys(refused.fields)).toEqual([field]);
		}
		await expect(decide({ decision: 'takenOver', ...local('communeB1') })).rejects.toBeInstanceOf(Invalid);
		await expect(decide({ decision: 'notApplicable', reason: ' ' })).rejects.toBeInstanceOf(Invalid);
		await decide({ decision: 'notApplicable', reason: 'Thử' });
		await decide({ decision: 'takenOver', ...mine });
		await decide(
			{ decision: 'adapted', ...local('communeA1', 5), content: 'Phát động tại từng cụm', product: '' },
			launch,
		);
		const own = await s.as('focal.provinceA', (call) => listTasks(call, provincial));
		expect(own.map(({ decision, content: words, target }) => [decision, words, target])).toEqual([
			['takenOver', 'Tổ chức học tập, quán triệt', 3],
			['adapted', 'Phát động tại từng cụm', 5],
		]);
	});

	test('it adds, changes and drops tasks of its own', async () => {
		await s.as('focal.provinceA', async (call) => {
			const mine = content({ leadUnitId: s.id.provinceA, metricKey: null, content: 'Hòm thư góp ý' });
			const id = await addTask(call, provincial, mine);
			const extra = await addTask(call, provincial, mine);
			await editTask(call, provincial, id, { ...mine, target: 9 }, asItStands);
			await dropTask(call, provincial, extra);
		});
		expect(await s.as('focal.provinceA', (call) => listTasks(call, provincial))).toHaveLength(3);
	});

	test('two who write the same draft do not write over each other', async () => {
		const { plan, text: words, tasks } = await s.as('focal.provinceA', (call) => openPlan(call, provincial));
		const own = tasks.find(({ parentTaskId }) => parentTaskId === null)!;
		const mine = content({ leadUnitId: s.id.provinceA, metricKey: null, target: 9 });
		const seen = markOfPlanText(plan, words);
		const write = (purpose: string) =>
			s.as('focal.provinceA', (call) => writePlan(call, provincial, { ...words, purpose, dueOn: null }, seen));
		await write('Mục đích của người thứ nhất');
		await expect(write('Mục đích của người thứ hai')).rejects.toBeInstanceOf(ChangedSince);
		const edit = (words: string) =>
			s.as('focal.provinceA', (call) =>
				editTask(call, provincial, own.id, { ...mine, content: words }, markOfDraftedTask(own)),
			);
		await edit('Hòm thư góp ý ở mọi trụ sở');
		await expect(edit('Hòm thư góp ý ở một trụ sở')).rejects.toBeInstanceOf(ChangedSince);
		await s.as('focal.provinceA', (call) =>
			editTask(call, provincial, own.id, { ...mine, content: own.content }, asItStands),
		);
	});

	test('the unit above sees state and coverage of a draft, not its content; the auditor reads it; a neighbour sees nothing', async () => {
		const seen = await s.as('head.ministry', async (call) => ({
			below: await listBelow(call, campaignId, s.id.ministry, call.today),
			tasks: await listTasks(call, provincial),
			readable: await isReadable(call, provincial),
		}));
		expect(seen.below.find(({ code }) => code === 'provinceA')).toMatchObject({
			state: 'draft',
			coverage: { dealtWith: 2, all: 2 },
		});
		expect(seen.tasks).toEqual([]);
		expect(seen.readable).toBe(false);
		expect(await s.as('auditor.ministry', (call) => listTasks(call, provincial))).toHaveLength(3);
		expect(await s.as('head.provinceB', (call) => findPlan(call, provincial))).toBeUndefined();
		expect(await s.as('head.provinceB', (call) => listCoverage(call, [provincial]))).toEqual(new Map());
		expect(await s.as('head.communeA1', (call) => findPlan(call, provincial))).toBeUndefined();
		expect(await s.as('member.provinceA', (call) => listTasks(call, provincial))).toEqual([]);
	});

	test('the province issues; its communes then read it, and its own cascade reaches them only', async () => {
		await s.as('focal.provinceA', (call) => submitPlan(call, provincial));
		await s.as('head.provinceA', (call) => signPlan(call, provincial, { ...signature(12), symbol: 'KH-CAT' }));
		await s.as('focal.provinceA', (call) => issuePlan(call, provincial));
		expect(await s.as('member.communeA1', (call) => listTasks(call, provincial))).toHaveLength(3);
		expect(await s.as('head.provinceB', (call) => findPlan(call, provincial))).toBeUndefined();
		expect(await actsOf('planIssued', 'provinceA')).toBe(1);
		const only = { codes: ['communeA1'] };
		expect(
			await s.as('head.provinceA', (call) =>
				cascadePlan(call, provincial, { on: call.today, dueOn: null, filter: only }),
			),
		).toBe(1);
		expect(
			await s.as('head.provinceA', (call) =>
				cascadePlan(call, provincial, { on: call.today, dueOn: null, filter: { kinds: ['commune'] } }),
			),
		).toBe(1);
		expect(await actsOf('planExpected', 'communeB1')).toBe(0);
	});

	test('what was signed cannot be changed, not even past the use cases', async () => {
		const [task] = await s.as('head.provinceA', (call) => listTasks(call, provincial));
		await expect(s.as('head.provinceA', (call) => dropTask(call, provincial, task!.id))).rejects.toBeInstanceOf(
			Conflict,
		);
		for (const statement of [
			sql`update task_version set target = 0 where task_id = ${task!.id}`,
			sql`delete from task where id = ${task!.id}`,
			sql`update plan_text set purpose = 'khác' where plan_id = ${provincial}`,
			sql`update plan set number = 99 where id = ${provincial}`,
			sql`update plan set state = 'draft' where id = ${provincial}`,
			sql`delete from plan where id = ${provincial}`,
			sql`update plan_edition set reason = 'khác' where plan_id = ${provincial}`,
		]) {
			await expect(asOperator(s.house, (call) => statement.execute(call.db))).rejects.toMatchObject({ code: 'VD010' });
		}
	});

	test('an amendment above is a proposal below: accepted it keeps lead, date and number, kept it needs a reason', async () => {
		const [study, launch] = await s.as('head.ministry', (call) => listTasks(call, root));
		const change = (task: typeof study, words: string) => ({
			content: { ...task!, content: words },
			reason: 'Theo chỉ đạo mới',
		});
		await s.as('head.ministry', (call) => amendTask(call, root, study!.id, change(study, 'Tổ chức học tập hai đợt')));
		await s.as('head.ministry', (call) =>
			amendTask(call, root, launch!.id, { ...change(launch, 'Lễ phát động'), withdrawn: true }),
		);
		expect(await stateOf(root)).toBe('amended');
		const plan = (await s.as('head.provinceA', (call) => findPlan(call, provincial)))!;
		const proposals = await s.as('head.provinceA', (call) => listProposals(call, plan));
		expect(proposals.map(({ kind }) => kind)).toEqual(['changed', 'withdrawn']);
		expect((await s.as('focal.provinceA', (call) => listTasks(call, provincial)))[0]!.content).toBe(
			'Tổ chức học tập, quán triệt',
		);

		await expect(
			s.as('focal.provinceA', (call) => answerProposal(call, provincial, study!.id, { answer: 'accepted' })),
		).rejects.toBeInstanceOf(Forbidden);
		const accept = () =>
			s.as('head.provinceA', (call) => answerProposal(call, provincial, study!.id, { answer: 'accepted' }));
		const head = await s.as('head.provinceA', async (call) => call.actor.accountId!);
		await age(s.house, head, 'elevated_at', '6 minutes');
		await expect(accept()).rejects.toThrow(ElevationNeeded);
		await age(s.house, head, 'elevated_at', '-6 minutes');
		await accept();
		await expect(
			s.as('head.provinceA', (call) => answerProposal(call, provincial, launch!.id, { answer: 'kept', reason: '' })),
		).rejects.toBeInstanceOf(Invalid);
		await s.as('head.provinceA', (call) =>
			answerProposal(call, provincial, launch!.id, { answer: 'kept', reason: 'Đã tổ chức' }),
		);

		const tasks = await s.as('head.provinceA', (call) => listTasks(call, provincial));
		expect(tasks.map(({ content: words, target, withdrawn }) => [words, target, withdrawn])).toEqual([
			['Tổ chức học tập hai đợt', 3, false],
			['Phát động tại từng cụm', 5, false],
			['Hòm thư góp ý', 9, false],
		]);
		expect(await s.as('head.provinceA', (call) => listProposals(call, plan))).toEqual([]);
		const editions = await s.as('head.provinceA', (call) => listEditions(call, provincial));
		expect(editions.map(({ edition }) => edition)).toEqual([1, 2]);
		expect((JSON.parse(editions[1]!.content) as { tasks: object[] }).tasks[0]).toMatchObject({
			content: 'Tổ chức học tập hai đợt',
			answers: { task: study!.id, version: 2 },
		});
		const { rows } = await asOperator(s.house, (call) =>
			sql<{
				sha256: string;
			}>`select payload ->> 'sha256' as sha256 from event where kind = 'plan.amended' and subject = ${provincial}`.execute(
				call.db,
			),
		);
		expect(rows).toEqual([{ sha256: editions[1]!.sha256 }]);
	});

	test('a task added above asks a plan in force for a decision', async () => {
		await s.as('head.ministry', (call) => addTaskLater(call, root, content({ content: 'Khảo sát ý kiến' }), 'Bổ sung'));
		const plan = (await s.as('head.provinceA', (call) => findPlan(call, provincial)))!;
		const [added] = await s.as('head.provinceA', (call) => listProposals(call, plan));
		expect(added).toMatchObject({ kind: 'added', parent: { content: 'Khảo sát ý kiến' } });
		expect((await s.as('head.provinceA', expectedOf)).map(({ label }) => label).join()).toMatch(/1 thay đổi/);
		await s.as('head.provinceA', (call) =>
			decideTask(call, provincial, added!.parent.id, { decision: 'takenOver', ...local('provinceA') }),
		);
		expect(await s.as('head.provinceA', (call) => listProposals(call, plan))).toEqual([]);
	});

	test('targets are those of the plan in force', async () => {
		expect(await s.as('focal.provinceA', (call) => targetsFor(call, s.id.provinceA, campaignId))).toEqual([
			{ metric: 'launchCeremony', target: 5 },
			{ metric: 'studySession', target: 6 },
		]);
		expect(await s.as('focal.communeA1', (call) => targetsFor(call, s.id.communeA1, campaignId))).toEqual([]);
	});

	const signedReplacement = async (number: number): Promise<string> => {
		const id = await s.as('focal.provinceA', (call) => replacePlan(call, slug, s.id.provinceA));
		await s.as('focal.provinceA', async (call) => {
			await writePlan(call, id, text, asItStands);
			for (const task of await listTasks(call, root)) {
				if (!task.withdrawn) await decideTask(call, id, task.id, { decision: 'takenOver', ...local('provinceA', 4) });
			}
			await submitPlan(call, id);
		});
		const again = { ...signature(number), symbol: 'KH-CAT' };
		if (number === 12) {
			await expect(s.as('head.provinceA', (call) => signPlan(call, id, again))).rejects.toBeInstanceOf(Invalid);
		}
		await s.as('head.provinceA', (call) => signPlan(call, id, { ...again, numberAgain: true }));
		return id;
	};
	test('a replacement takes the place when it is issued, and is not counted a second time', async () => {
		const id = await signedReplacement(12);
		await s.as('head.provinceA', (call) => issuePlan(call, id));
		expect(await stateOf(provincial)).toBe('superseded');
		expect(await actsOf('planIssued', 'provinceA')).toBe(1);
		provincial = id;
	});

	test('a replacement that was signed takes the place of a plan closed meanwhile', async () => {
		const id = await signedReplacement(13);
		await s.as('head.provinceA', (call) => closePlan(call, provincial));
		await s.as('head.provinceA', (call) => issuePlan(call, id));
		expect([await stateOf(provincial), await stateOf(id)]).toEqual(['superseded', 'issued']);
		expect(await actsOf('planIssued', 'provinceA')).toBe(1);
		provincial = id;
	});

	test('what is late is told to the unit, until it is done', async () => {
		expect((await s.as('focal.provinceB', expectedOf)).map(({ state }) => state)).toEqual(['late']);
		expect(await s.as('member.provinceB', expectedOf)).toEqual([]);
		const mine = () => s.on('2036-05-30', 'focal.provinceA', expectedOf);
		const [task] = await s.as('focal.provinceA', (call) => listTasks(call, provincial));
		expect(await mine()).toHaveLength(2);
		await s.on('2036-05-30', 'focal.provinceA', (call) => completeTask(call, task!.id, '2036-05-29', 'Xong'));
		expect(await mine()).toHaveLength(1);
	});

	test('reminders are noted once for each step', async () => {
		const remind = (day: string) => asOperator(s.house, insertReminders, { now: new Date(`${day}T05:00:00Z`) });
		expect(await remind('2025-02-12')).toBe(0);
		expect(await remind('2025-02-13')).toBe(1);
		expect(await remind('2025-02-13')).toBe(0);
		expect(await remind('2025-02-14')).toBe(0);
		expect(await remind('2025-02-19')).toBe(1);
		expect(await remind('2025-02-21')).toBe(1);
	});

	test('a closed plan is over', async () => {
		await s.as('head.provinceA', (call) => closePlan(call, provincial));
		await expect(
			s.as('head.provinceA', (call) => cascadePlan(call, provincial, { on: call.today, dueOn: null })),
		).rejects.toBeInstanceOf(Conflict);
		await expect(s.as('head.provinceB', (call) => closePlan(call, provincial))).rejects.toBeInstanceOf(NotFound);
	});
});
