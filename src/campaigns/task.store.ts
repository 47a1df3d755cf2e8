import { sql } from 'kysely';
import { kept, type Call } from '#platform';
import type { Decision, Task, TaskContent } from './task.ts';

const taskColumns = sql`t.id, t.plan_id, t.position, t.version, t.parent_task_id, t.decision, t.reason as decision_reason, t.seen_version,
	v.measure_id, v.content, v.lead_unit_id, v.coordinating, v.starts_on, v.due_on, v.product, v.metric_key, v.target, v.withdrawn, v.reason,
	d.done_on`;
const taskInForce = sql`task t join task_version v on v.task_id = t.id and v.version = t.version left join task_completion d on d.task_id = t.id`;

/** The tasks of a plan as they stand, in the order of their measures. */
export const listTasks = async (call: Call, planId: string): Promise<Task[]> =>
	(
		await sql<Task>`select ${taskColumns} from ${taskInForce} left join measure m on m.id = v.measure_id
			where t.plan_id = ${planId} order by m.position nulls last, t.position, t.id`.execute(call.db)
	).rows;

export const findTask = async (call: Call, id: string): Promise<Task | undefined> =>
	(await sql<Task>`select ${taskColumns} from ${taskInForce} where t.id = ${id}`.execute(call.db)).rows[0];

/** One version of a task, also an earlier one. */
export const findTaskVersion = async (call: Call, id: string, version: number): Promise<TaskContent | undefined> =>
	(
		await sql<TaskContent>`select measure_id, content, lead_unit_id, coordinating, starts_on, due_on, product, metric_key, target
			from task_version where task_id = ${id} and version = ${version}`.execute(call.db)
	).rows[0];

/** What a task answers in the superior plan, and how. */
export type Answer = { parentTaskId: string; decision: Decision; reason: string; seenVersion: number };

/** Adds a task at the end of a plan. */
export async function insertTask(call: Call, planId: string, content: TaskContent, answer?: Answer): Promise<string> {
	const { rows } = await sql<{ id: string }>`
		insert into task (plan_id, position, parent_task_id, decision, reason, seen_version)
		select ${planId}, coalesce(max(position), 0) + 1, ${answer?.parentTaskId ?? null}::uuid, ${answer?.decision ?? null},
			${answer?.reason ?? ''}, ${answer?.seenVersion ?? null}::int
		from task where plan_id = ${planId}
		returning id`.execute(call.db);
	const { id } = rows[0]!;
	await insertVersion(call, id, 1, content);
	return id;
}

/** Rewrites the only version of a task in a draft. */
export const saveTask = (call: Call, id: string, content: Partial<TaskContent> & { withdrawn?: boolean }) =>
	call.db
		.updateTable('taskVersion')
		.set({ ...content, writtenBy: call.actor.accountId })
		.where('taskId', '=', id)
		.execute();

export const saveAnswer = (call: Call, id: string, answer: Partial<Omit<Answer, 'parentTaskId'>>) =>
	call.db.updateTable('task').set(answer).where('id', '=', id).execute();

/** Adds the next version of a task and puts it in force; the earlier ones stay. */
export async function amendTask(
	call: Call,
	task: Task,
	content: TaskContent & { withdrawn: boolean; reason: string },
): Promise<void> {
	await insertVersion(call, task.id, task.version + 1, content);
	await call.db
		.updateTable('task')
		.set({ version: task.version + 1 })
		.where('id', '=', task.id)
		.execute();
}

export const removeTask = (call: Call, id: string) => call.db.deleteFrom('task').where('id', '=', id).execute();

export const insertProposalAnswer = (
	call: Call,
	answer: { taskId: string; parentVersion: number; answer: 'accepted' | 'kept'; reason: string },
) =>
	call.db
		.insertInto('proposalAnswer')
		.values({ ...answer, answeredBy: call.actor.accountId })
		.execute();

export const saveCompletion = (call: Call, taskId: string, doneOn: string, note: string) =>
	call.db
		.insertInto('taskCompletion')
		.values({ taskId, doneOn, note, notedBy: call.actor.accountId })
		.onConflict((conflict) => conflict.column('taskId').doUpdateSet({ doneOn, note }))
		.execute();

export const removeCompletion = (call: Call, taskId: string) =>
	call.db.deleteFrom('taskCompletion').where('taskId', '=', taskId).execute();

/** Key and sum of the targets of a unit's plans in force in a campaign. */
export const sumTargets = async (
	call: Call,
	unitId: number,
	campaignId: number,
): Promise<{ metric: string; sum: number; most: number }[]> =>
	(
		await sql<{ metric: string; sum: number; most: number }>`${kept}
			select v.metric_key as metric, sum(v.target) as sum, max(v.target) as most
			from plan p join task t on t.plan_id = p.id
			join task_version v on v.task_id = t.id and v.version = t.version and not v.withdrawn
			where p.unit_id = ${unitId} and p.campaign_id = ${campaignId} and p.state in ('issued', 'amended', 'closed')
				and v.metric_key is not null and v.target is not null and t.decision is distinct from 'notApplicable'
			group by 1 order by 1`.execute(call.db)
	).rows;

async function insertVersion(
	call: Call,
	taskId: string,
	version: number,
	content: TaskContent & { withdrawn?: boolean; reason?: string },
): Promise<void> {
	const { measureId, leadUnitId, coordinating, startsOn, dueOn, product, metricKey, target, withdrawn, reason } =
		content;
	await call.db
		.insertInto('taskVersion')
		.values({
			taskId,
			version,
			measureId,
			content: content.content,
			leadUnitId,
			coordinating,
			startsOn,
			dueOn,
			product,
			metricKey,
			target,
			withdrawn: withdrawn ?? false,
			reason: reason ?? '',
			writtenBy: call.actor.accountId,
		})
		.execute();
}
