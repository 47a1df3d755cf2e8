import { allow, asItStands, found, Invalid, requireSeen, type Call, type Seen } from '#platform';
import { m } from '#words';
import { fixEdition } from './amend-plan.ts';
import { mayAmendPlan, mayEditPlan } from './campaign.policy.ts';
import { changePlan } from './change-plan.ts';
import { markOfTask } from './marks.ts';
import { notNow } from './not-now.ts';
import { parentTask } from './parent-task.ts';
import { isInForce, isWritten } from './plan.ts';
import { insertTask, listTasks, saveAnswer, saveTask } from './task.store.ts';
import type { Task, TaskContent } from './task.ts';
import { checkTask } from './write-plan.ts';

/** What only the unit itself can say of a task: who leads, by when, how many. */
export type Local = Pick<TaskContent, 'leadUnitId' | 'coordinating' | 'startsOn' | 'dueOn' | 'target'>;

export type TaskDecision =
	| ({ decision: 'takenOver' } & Local)
	| ({ decision: 'adapted' } & Local & Pick<TaskContent, 'content' | 'product'>)
	| { decision: 'notApplicable'; reason: string };

/**
 * Decides a task of the superior plan: taken over (own lead, date and number), adapted (own words too), or not applicable
 * (with the reason). In a draft it can be decided again; in a plan in force only a task added above since, by the head.
 *
 * @throws {ChangedSince} when the task above is not in the version that was `seen`
 */
export const decideTask = (
	call: Call,
	planId: string,
	parentTaskId: string,
	decided: TaskDecision,
	seen: Seen = asItStands,
): Promise<void> =>
	changePlan(
		call,
		planId,
		{ may: mayEditPlan, is: ({ state }) => isWritten(state) || isInForce(state) },
		async (call, plan) => {
			const parent = found(await parentTask(call, plan, parentTaskId));
			const own = (await listTasks(call, plan.id)).find((task) => task.parentTaskId === parent.id);
			if (!isWritten(plan.state)) {
				allow(mayAmendPlan(call.actor, plan));
				if (own) throw notNow();
			}
			await requireSeen(seen, () => markOfTask(parent));
			const content = contentOf(parent, decided);
			if (decided.decision !== 'notApplicable') await checkTask(call, plan, content);
			const reason = decided.decision === 'notApplicable' ? decided.reason : '';
			const answer = { decision: decided.decision, reason, seenVersion: parent.version };
			if (own) {
				await saveAnswer(call, own.id, answer);
				await saveTask(call, own.id, { ...content, withdrawn: false });
			} else {
				await insertTask(call, plan.id, content, { parentTaskId: parent.id, ...answer });
			}
			if (isInForce(plan.state)) {
				await fixEdition(call, plan, m.campaigns_amendment_added(), { parentTask: parent.id });
			}
		},
	);

function contentOf(parent: Task, decided: TaskDecision): TaskContent {
	const { measureId, content, product, metricKey } = parent;
	const theirs = { measureId, content, product, metricKey };
	if (decided.decision === 'notApplicable') {
		if (decided.reason.trim() === '') throw Invalid.at('reason', m.campaigns_decide_reason_missing);
		return { ...theirs, leadUnitId: null, coordinating: [], startsOn: null, dueOn: null, target: null };
	}
	const { leadUnitId, coordinating, startsOn, dueOn, target } = decided;
	if (leadUnitId === null) throw Invalid.at('leadUnitId', m.campaigns_decide_lead_missing);
	if (dueOn === null) throw Invalid.at('dueOn', m.campaigns_decide_due_missing);
	if (target === null) throw Invalid.at('target', m.campaigns_decide_target_missing);
	const local = { leadUnitId, coordinating, startsOn, dueOn, target };
	if (decided.decision === 'takenOver') return { ...theirs, ...local };
	if (decided.content.trim() === '') throw Invalid.at('content', m.campaigns_task_content_missing);
	return { ...theirs, ...local, content: decided.content, product: decided.product };
}
