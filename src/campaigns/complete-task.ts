import { livingUnit } from '#organisation';
import { allow, found, Invalid, record, transact, type Call } from '#platform';
import { m } from '#words';
import { mayCompleteTask } from './campaign.policy.ts';
import { notNow } from './not-now.ts';
import { isInForce, type Plan } from './plan.ts';
import { findPlan } from './plan.store.ts';
import { findTask, removeCompletion, saveCompletion } from './task.store.ts';
import type { Task } from './task.ts';

/** The lead unit says that a task of a plan in force is done. It is no longer reminded of. */
export const completeTask = (call: Call, taskId: string, doneOn: string, note: string): Promise<void> =>
	transact(call, async (call) => {
		const { task, plan } = await ledTask(call, taskId);
		if (doneOn > call.today) throw Invalid.at('doneOn', () => m.campaigns_done_future());
		await saveCompletion(call, task.id, doneOn, note);
		await record(call, 'task.done', {
			unitId: task.leadUnitId ?? plan.unitId,
			subject: task.id,
			payload: { planId: plan.id },
		});
	});

/** Takes that back. */
export const reopenTask = (call: Call, taskId: string): Promise<void> =>
	transact(call, async (call) => {
		const { task, plan } = await ledTask(call, taskId);
		await removeCompletion(call, task.id);
		await record(call, 'task.reopened', {
			unitId: task.leadUnitId ?? plan.unitId,
			subject: task.id,
			payload: { planId: plan.id },
		});
	});

async function ledTask(call: Call, taskId: string): Promise<{ task: Task; plan: Plan }> {
	const task = found(await findTask(call, taskId));
	const plan = found(await findPlan(call, task.planId));
	allow(
		task.leadUnitId !== null &&
			mayCompleteTask(call.actor, (await livingUnit(call, task.leadUnitId)) ?? task.leadUnitId),
	);
	if (!isInForce(plan.state) || task.withdrawn) throw notNow();
	return { task, plan };
}
