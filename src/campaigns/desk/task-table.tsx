import { metricLabel, metricNamed } from '#figures';
import type { Call } from '#platform';
import { Deadline, EmptyState, State, Table, type Column } from '#ui';
import { formatNumber, m } from '#words';
import { mayAmendPlan, mayCompleteTask } from '../campaign.policy.ts';
import { dueState } from '../due.ts';
import type { OpenPlan } from '../open-plan.ts';
import { planPath } from '../paths.ts';
import { isInForce } from '../plan.ts';
import { copiesParent } from '../similarity.ts';
import { decisionWord } from '../state-words.ts';
import type { Task } from '../task.ts';

/** The tasks of a plan: who leads, by when, how many, and what can be done to each now. */
export const TaskTable = ({ call, open }: { call: Call; open: OpenPlan }) => (
	<Table
		caption={m.campaigns_plan_tasks()}
		columns={columns(call, open)}
		rows={open.tasks}
		rowState={(task) => (isLate(task, open, call.today) ? 'late' : undefined)}
		empty={<EmptyState title={m.campaigns_plan_tasks_empty()}>{m.campaigns_plan_tasks_empty_hint()}</EmptyState>}
	/>
);

const isLate = (task: Task, { plan }: OpenPlan, today: string): boolean =>
	isInForce(plan.state) && !task.doneOn && !task.withdrawn && dueState(task.dueOn, today) === 'late';

const columns = (call: Call, open: OpenPlan): Column<Task>[] => [
	{ key: 'task', title: m.campaigns_task_content(), cell: (task) => <TaskWords task={task} open={open} /> },
	{
		key: 'lead',
		title: m.campaigns_task_lead(),
		cell: ({ leadUnitId }) => leadUnitId && open.names.get(leadUnitId)?.name,
	},
	{
		key: 'due',
		title: m.campaigns_task_due(),
		cell: ({ dueOn, doneOn, withdrawn }) => !withdrawn && <Deadline due={dueOn} today={call.today} doneOn={doneOn} />,
	},
	{
		key: 'target',
		title: m.campaigns_task_target(),
		align: 'end',
		cell: ({ target, metricKey }) =>
			target !== null && (
				<span class="rate">
					{formatNumber(target)}
					{metricKey && metricNamed(metricKey) && <small>{metricLabel(metricNamed(metricKey)!.key)}</small>}
				</span>
			),
	},
	{ key: 'do', title: m.campaigns_task_do(), cell: (task) => <TaskLinks task={task} call={call} open={open} /> },
];

const TaskWords = ({ task, open }: { task: Task; open: OpenPlan }) => {
	const parent = open.fork.find(({ own }) => own?.id === task.id)?.parent;
	return (
		<>
			{task.content}
			{task.withdrawn && <State kind="stopped">{m.campaigns_task_withdrawn()}</State>}
			{task.decision && (
				<small class="muted block">{m.campaigns_task_fromAbove({ decision: decisionWord(task.decision) })}</small>
			)}
			{task.decisionReason && <small class="muted block">{task.decisionReason}</small>}
			{parent && task.decision === 'adapted' && copiesParent(parent, task) && (
				<State kind="soon">{m.campaigns_fork_copies()}</State>
			)}
		</>
	);
};

const TaskLinks = ({ task, call, open: { plan } }: { task: Task; call: Call; open: OpenPlan }) => {
	if (!isInForce(plan.state) || task.withdrawn || task.decision === 'notApplicable') return null;
	const path = planPath(plan.id);
	return (
		<>
			{task.leadUnitId !== null && mayCompleteTask(call.actor, task.leadUnitId) && (
				<a href={`${path}/nhiem-vu/${task.id}/xong`}>{m.campaigns_task_done()}</a>
			)}{' '}
			{mayAmendPlan(call.actor, plan) && <a href={`${path}/dieu-chinh/${task.id}`}>{m.campaigns_amend()}</a>}
		</>
	);
};
