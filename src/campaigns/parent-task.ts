import type { Call } from '#platform';
import type { Plan } from './plan.ts';
import { listTasks } from './task.store.ts';
import { comesDown, type Task } from './task.ts';

/** A task of the plan above that comes down from there. */
export async function parentTask(call: Call, plan: Plan, parentTaskId: string): Promise<Task | undefined> {
	if (plan.parentPlanId === null) return undefined;
	return (await listTasks(call, plan.parentPlanId)).find((task) => task.id === parentTaskId && comesDown(task));
}
