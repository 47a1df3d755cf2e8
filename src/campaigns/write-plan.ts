import { Conflict, found, Invalid, requireSeen, type Call, type Seen } from '#platform';
import { m } from '#words';
import { mayEditPlan } from './campaign.policy.ts';
import { listMeasures } from './campaign.store.ts';
import { listNameable } from './cascade.store.ts';
import { changePlan } from './change-plan.ts';
import { markOfDraftedTask, markOfPlanText } from './marks.ts';
import { isWritten, type Plan, type PlanText } from './plan.ts';
import { findPlanText, savePlan, savePlanText } from './plan.store.ts';
import { parentTask } from './parent-task.ts';
import { findTask, insertTask, removeTask, saveAnswer, saveTask } from './task.store.ts';
import type { Task, TaskContent } from './task.ts';

const draft = { may: mayEditPlan, is: (plan: Plan) => isWritten(plan.state) };

/** Writes what a draft says beside its tasks, and by when it should be issued. */
export const writePlan = (
	call: Call,
	planId: string,
	text: Omit<PlanText, 'returnReason'> & { dueOn: string | null },
	seen: Seen,
) =>
	changePlan(call, planId, draft, async (call, plan) => {
		await requireSeen(seen, async () => markOfPlanText(plan, await findPlanText(call, plan.id)));
		const { dueOn, ...words } = text;
		await savePlanText(call, plan.id, words);
		// The date of a cascaded plan was set above.
		if (plan.parentPlanId === null) await savePlan(call, plan.id, { dueOn });
	});

/** Adds a task of its own to a draft. */
export const addTask = (call: Call, planId: string, content: TaskContent): Promise<string> =>
	changePlan(call, planId, draft, async (call, plan) => {
		await checkTask(call, plan, content);
		return insertTask(call, plan.id, content);
	});

/**
 * Rewrites a task of a draft. The wording of one taken over stays the superior's: it can be adapted instead. What answered a plan that
 * was replaced is the unit's own by now.
 */
export const editTask = (call: Call, planId: string, taskId: string, content: TaskContent, seen: Seen): Promise<void> =>
	changePlan(call, planId, draft, async (call, plan) => {
		const task = found(await taskOf(call, plan, taskId));
		await requireSeen(seen, () => markOfDraftedTask(task));
		await refuseAnswer(call, plan, task);
		await checkTask(call, plan, content);
		if (task.parentTaskId) await saveAnswer(call, task.id, { decision: 'adapted', reason: '' });
		await saveTask(call, task.id, content);
	});

/**
 * Takes an own task out of a draft. An answer to a superior task can only be decided otherwise; one to a task of a plan that was
 * replaced is withdrawn, and what it answered stays known.
 */
export const dropTask = (call: Call, planId: string, taskId: string): Promise<void> =>
	changePlan(call, planId, draft, async (call, plan) => {
		const task = found(await taskOf(call, plan, taskId));
		await refuseAnswer(call, plan, task);
		if (task.parentTaskId) await saveTask(call, task.id, { withdrawn: true });
		else await removeTask(call, task.id);
	});

async function refuseAnswer(call: Call, plan: Plan, { parentTaskId }: Task): Promise<void> {
	if (parentTaskId && (await parentTask(call, plan, parentTaskId)))
		throw new Conflict(() => m.campaigns_conflict_decidedTask());
}

export const taskOf = async (call: Call, plan: Plan, taskId: string) => {
	const task = await findTask(call, taskId);
	return task?.planId === plan.id ? task : undefined;
};

/** A task names measures of its campaign, and as lead and partners the unit itself or units directly under it. */
export async function checkTask(call: Call, plan: Plan, content: TaskContent): Promise<void> {
	if (content.startsOn && content.dueOn && content.dueOn < content.startsOn)
		throw Invalid.at('dueOn', m.campaigns_period_backwards);
	const measures = await listMeasures(call, plan.campaignId);
	if (content.measureId !== null && !measures.some(({ id }) => id === content.measureId)) {
		throw Invalid.at('measureId', m.campaigns_task_measure_wrong);
	}
	const nameable = new Set((await listNameable(call, plan.keeperId)).map(({ id }) => id));
	if (content.leadUnitId !== null && !nameable.has(content.leadUnitId))
		throw Invalid.at('leadUnitId', m.campaigns_task_unit_wrong);
	if (content.coordinating.some((id) => !nameable.has(id)))
		throw Invalid.at('coordinating', m.campaigns_task_unit_wrong);
}
