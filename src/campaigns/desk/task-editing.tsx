import { allow, anId, found, seeOther, type Desk, type FormState } from '#platform';
import { ActionForm, Button, Buttons, ErrorSummary, Notice, Part, Table } from '#ui';
import { formatDate, m } from '#words';
import { mayEditPlan } from '../campaign.policy.ts';
import { markOfDraftedTask } from '../marks.ts';
import { openPlan, type OpenPlan } from '../open-plan.ts';
import { planPath } from '../paths.ts';
import { taskForm } from '../plan.form.ts';
import { targetWord } from '../target-words.ts';
import { addTask, dropTask, editTask } from '../write-plan.ts';
import { taskChoices, type TaskChoices } from './choices.ts';
import { shownTask, TaskFields } from './task-fields.tsx';

const tasksPath = (id: string): string => `${planPath(id)}/nhiem-vu`;

/** The tasks of a draft: all on one page, the form for the next one under them. */
export function taskEditing(desk: Desk): void {
	desk.form(tasksPath(anId()), {
		schema: taskForm,
		async show(call, request, state) {
			const open = await openPlan(call, request.param('id'));
			allow(mayEditPlan(call.actor, open.plan) && open.plan.state === 'draft');
			const path = tasksPath(open.plan.id);
			const first = { leadUnitId: open.plan.keeperId };
			return {
				title: m.campaigns_plan_tasks_edit(),
				crumbs: [{ label: m.campaigns_plan_title({ unit: open.unit.name }), href: planPath(open.plan.id) }],
				body: (
					<>
						<OwnTasks open={open} />
						<Part title={m.campaigns_task_add()} id="them">
							<TaskForm
								action={path}
								state={state}
								stored={first}
								choices={await taskChoices(call, open.plan)}
								submit={m.campaigns_task_add()}
							/>
						</Part>
					</>
				),
			};
		},
		async accept(call, request, task) {
			await addTask(call, request.param('id'), task);
			return seeOther(tasksPath(request.param('id')), 'campaigns_task_saved');
		},
	});

	desk.form(`${tasksPath(anId())}/${anId('task')}`, {
		schema: taskForm,
		async show(call, request, state) {
			const open = await openPlan(call, request.param('id'));
			allow(mayEditPlan(call.actor, open.plan) && open.plan.state === 'draft');
			const task = found(open.tasks.find(({ id }) => id === request.param('task')));
			const path = `${tasksPath(open.plan.id)}/${task.id}`;
			return {
				title: m.campaigns_task_edit_title(),
				crumbs: [{ label: m.campaigns_plan_tasks_edit(), href: tasksPath(open.plan.id) }],
				body: (
					<>
						<TaskForm
							action={path}
							state={state}
							stored={task}
							choices={await taskChoices(call, open.plan)}
							submit={m.ui_save()}
							seen={markOfDraftedTask(task)}
						/>
						<ActionForm action={`${path}/bo`} guarded={false}>
							<Button weight="danger">{m.campaigns_task_remove()}</Button>
						</ActionForm>
					</>
				),
			};
		},
		async accept(call, request, task) {
			await editTask(call, request.param('id'), request.param('task'), task, await request.seen());
			return seeOther(tasksPath(request.param('id')), 'campaigns_task_saved');
		},
	});

	desk.post(`${tasksPath(anId())}/${anId('task')}/bo`, async (call, request) => {
		await dropTask(call, request.param('id'), request.param('task'));
		return seeOther(tasksPath(request.param('id')), 'campaigns_task_removed');
	});
}

const OwnTasks = ({ open }: { open: OpenPlan }) => (
	<Table
		caption={m.campaigns_plan_tasks()}
		columns={[
			{ key: 'task', title: m.campaigns_task_content(), cell: ({ content }) => content },
			{
				key: 'lead',
				title: m.campaigns_task_lead(),
				cell: ({ leadUnitId }) => leadUnitId && open.names.get(leadUnitId)?.name,
			},
			{ key: 'due', title: m.campaigns_task_due(), cell: ({ dueOn }) => formatDate(dueOn) },
			{
				key: 'target',
				title: m.campaigns_task_target(),
				align: 'end',
				cell: targetWord,
			},
		]}
		rows={open.tasks.filter(({ withdrawn }) => !withdrawn)}
		rowHref={({ id, parentTaskId }) =>
			open.fork.some(({ parent }) => parent.id === parentTaskId)
				? `${planPath(open.plan.id)}/ke-thua/${parentTaskId}`
				: `${tasksPath(open.plan.id)}/${id}`
		}
	/>
);

type FormProps = {
	action: string;
	state: FormState;
	stored: Parameters<typeof shownTask>[0];
	choices: TaskChoices;
	submit: string;
	seen?: string;
};

const TaskForm = ({ action, state, stored, choices, submit, seen }: FormProps) => (
	<>
		<ErrorSummary errors={state.errors} />
		{state.problem && <Notice kind="problem" title={state.problem} />}
		<ActionForm action={action} seen={seen}>
			<TaskFields shown={{ ...shownTask(stored), ...state.values }} errors={state.errors} choices={choices} />
			<Buttons>
				<Button>{submit}</Button>
			</Buttons>
		</ActionForm>
	</>
);
