import {
	addTask,
	completeTask,
	createCampaign,
	decideTask,
	draftPlan,
	findPlanOf,
	issuePlan,
	listMeasures,
	comesDown,
	listTasks,
	publishCampaign,
	signPlan,
	submitPlan,
	writePlan,
	type Campaign,
	type NewCampaign,
} from '#campaigns';
import { asItStands, type Call } from '#platform';
import { addDays } from '#words';
import { rootTasks } from './campaign-texts.ts';
import type { Random } from './random.ts';
import { on, operating } from './stage.ts';

/** Who writes and who signs for a unit. */
export type Pair = { focal: string | undefined; head: string | undefined };

type Issue = { day: string; number: number; issuer: string; position: string };

const grounds = ['Quy chế làm việc của cơ quan (minh họa)', 'Nghị quyết về xây dựng lực lượng (minh họa)'];

/** A campaign with the root unit's plan: drafted, submitted, signed, issued, shown on the portal. */
export async function beginCampaign(
	call: Call,
	unitId: number,
	text: Omit<NewCampaign, 'unitId'>,
	which: 0 | 1,
	by: Pair,
	issue: Issue,
): Promise<Campaign> {
	const begun = addDays(issue.day, -10);
	const campaign = await on(call, begun, by.focal, (call) =>
		createCampaign(call, { ...text, unitId, legalGrounds: grounds }),
	);
	const plan = await on(call, begun, by.focal, async (call) => {
		const plan = await draftPlan(call, text.slug, unitId);
		const purpose = `${text.purpose} Kế hoạch này giao việc cho từng đơn vị, với ngày xong và số lượng.`;
		await writePlan(
			call,
			plan,
			{
				slogan: text.slogan ?? '',
				purpose,
				legalGrounds: grounds,
				organisation: 'Đơn vị thường trực theo dõi, đôn đốc; các đơn vị báo cáo hằng quý.',
				dueOn: issue.day,
			},
			asItStands,
		);
		const measures = await listMeasures(call, campaign.id);
		for (const [measure, content, product, metricKey, target, ...due] of rootTasks) {
			await addTask(call, plan, {
				measureId: measures[measure - 1]!.id,
				content,
				product,
				metricKey,
				target,
				leadUnitId: unitId,
				coordinating: [],
				startsOn: null,
				dueOn: due[which],
			});
		}
		return plan;
	});
	await signAndIssue(call, plan, by, issue);
	await on(call, issue.day, by.head, (call) => publishCampaign(call, text.slug, true));
	return campaign;
}

/** A unit answers each task of the plan above, adds one of its own, and issues its plan. */
export async function forkAndIssue(
	call: Call,
	campaign: Campaign,
	unitId: number,
	which: 0 | 1,
	by: Pair,
	issue: Issue,
	random: Random,
): Promise<string> {
	const plan = await on(call, addDays(issue.day, -3), by.focal, async (call) => {
		const plan = (await findPlanOf(call, campaign.id, unitId))!;
		const tasks = (await listTasks(call, plan.parentPlanId!)).filter(comesDown);
		for (const [at, task] of tasks.entries()) {
			const own = {
				leadUnitId: unitId,
				coordinating: [],
				startsOn: null,
				dueOn: addDays(task.dueOn ?? (which === 0 ? '2017-10-31' : '2026-10-31'), -random.between(3, 12)),
				target: Math.max(1, (task.target ?? 1) - random.between(0, 1)),
			};
			if (at === 3 && random.chance(0.4)) {
				await decideTask(call, plan.id, task.id, {
					decision: 'notApplicable',
					reason: 'Đơn vị thực hiện chung theo hội thảo do cấp trên tổ chức.',
				});
			} else if (at % 3 === 1) {
				await decideTask(call, plan.id, task.id, {
					...own,
					decision: 'adapted',
					content: `${task.content}; riêng đơn vị làm xong ở từng tổ công tác`,
					product: task.product,
				});
			} else {
				await decideTask(call, plan.id, task.id, { ...own, decision: 'takenOver' });
			}
		}
		const slogan = random.pick([
			'Kỷ luật, trách nhiệm, hiệu quả',
			'Gần dân, hiểu dân, giúp dân',
			'Mỗi ngày một việc tốt',
			'',
		]);
		await addTask(call, plan.id, {
			measureId: tasks[0]!.measureId,
			content: 'Đối thoại với người dân tại trụ sở ít nhất một lần trong năm',
			product: 'Biên bản đối thoại',
			metricKey: null,
			target: 1,
			leadUnitId: unitId,
			coordinating: [],
			startsOn: null,
			dueOn: which === 0 ? '2017-10-31' : '2026-10-31',
		});
		await writePlan(
			call,
			plan.id,
			{
				slogan,
				purpose:
					'Thực hiện kế hoạch của cấp trên sát với điều kiện của đơn vị; việc nào cũng có người chịu trách nhiệm.',
				legalGrounds: ['Kế hoạch của cấp trên trực tiếp'],
				organisation: 'Chỉ huy đơn vị chỉ đạo; cán bộ đầu mối tổng hợp, báo cáo.',
				dueOn: null,
			},
			asItStands,
		);
		return plan.id;
	});
	await signAndIssue(call, plan, by, issue);
	return plan;
}

async function signAndIssue(
	call: Call,
	plan: string,
	by: Pair,
	{ day, number, issuer, position }: Issue,
): Promise<void> {
	await on(call, addDays(day, -1), by.focal, (call) => submitPlan(call, plan));
	await on(call, day, by.head, (call) =>
		signPlan(call, plan, {
			number,
			symbol: `KH-${issuer}`,
			signedOn: day,
			signerName: 'Thủ trưởng (minh họa)',
			signerPosition: position,
			numberAgain: true,
		}),
	);
	await on(call, day, by.head, (call) => issuePlan(call, plan));
	await carryOut(call, plan);
}

/** What was due before the present was done in time, all but one task in six: something is late in every body. */
async function carryOut(call: Call, plan: string): Promise<void> {
	const tasks = await listTasks(call, plan);
	for (const [at, { id, dueOn, decision }] of tasks.entries()) {
		if (dueOn === null || dueOn >= call.today || decision === 'notApplicable' || at % 6 === 5) continue;
		const doneOn = addDays(dueOn, -2);
		// By nobody in particular: whoever led the unit then may lead another by now.
		await operating(call, doneOn, (call) => completeTask(call, id, doneOn, ''));
	}
}
