import { requireElevation } from '#access';
import { allow, anId, found, seeOther, type Desk, type FormState } from '#platform';
import { ActionForm, Button, Buttons, Checkbox, ErrorSummary, Notice, TextField, typed } from '#ui';
import { m } from '#words';
import { addTaskLater, amendTask } from '../amend-plan.ts';
import { mayAmendPlan } from '../campaign.policy.ts';
import { markOfTask } from '../marks.ts';
import { openPlan } from '../open-plan.ts';
import { planPath } from '../paths.ts';
import { amendForm } from '../plan.form.ts';
import { taskChoices, type TaskChoices } from './choices.ts';
import { shownTask, TaskFields } from './task-fields.tsx';

/** Changes of a plan in force: a task added, changed or withdrawn, with the reason. */
export function amending(desk: Desk): void {
	desk.form(`${planPath(anId())}/dieu-chinh/moi`, {
		schema: amendForm,
		async show(call, request, state) {
			const { plan, unit } = await openPlan(call, request.param('id'));
			allow(mayAmendPlan(call.actor, plan));
			// An amendment is signed with it. Asked before anything is typed, so that nothing is lost on the way there and back.
			requireElevation(call);
			const action = `${planPath(plan.id)}/dieu-chinh/moi`;
			return {
				title: m.campaigns_amend_add_title(),
				lead: m.campaigns_amend_lead(),
				crumbs: [{ label: m.campaigns_plan_title({ unit: unit.name }), href: planPath(plan.id) }],
				body: (
					<AmendForm
						action={action}
						state={state}
						stored={shownTask({ leadUnitId: plan.keeperId })}
						choices={await taskChoices(call, plan)}
					/>
				),
			};
		},
		async accept(call, request, { reason, withdrawn: _never, ...task }) {
			await addTaskLater(call, request.param('id'), task, reason);
			return seeOther(planPath(request.param('id')), 'campaigns_amend_done');
		},
	});

	desk.form(`${planPath(anId())}/dieu-chinh/${anId('task')}`, {
		schema: amendForm,
		async show(call, request, state) {
			const { plan, unit, tasks } = await openPlan(call, request.param('id'));
			allow(mayAmendPlan(call.actor, plan));
			requireElevation(call);
			const task = found(tasks.find(({ id }) => id === request.param('task')));
			const action = `${planPath(plan.id)}/dieu-chinh/${task.id}`;
			const { reason: _before, withdrawn: _open, ...stored } = task;
			return {
				title: m.campaigns_amend_title(),
				lead: m.campaigns_amend_lead(),
				crumbs: [{ label: m.campaigns_plan_title({ unit: unit.name }), href: planPath(plan.id) }],
				body: (
					<AmendForm
						action={action}
						state={state}
						stored={shownTask(stored)}
						choices={await taskChoices(call, plan)}
						seen={markOfTask(task)}
						withdraw
					/>
				),
			};
		},
		async accept(call, request, { reason, withdrawn, ...content }) {
			await amendTask(
				call,
				request.param('id'),
				request.param('task'),
				{ content, withdrawn, reason },
				await request.seen(),
			);
			return seeOther(planPath(request.param('id')), 'campaigns_amend_done');
		},
	});
}

type FormProps = {
	action: string;
	state: FormState;
	stored: Record<string, unknown>;
	choices: TaskChoices;
	seen?: string;
	withdraw?: boolean;
};

const AmendForm = ({ action, state, stored, choices, seen, withdraw }: FormProps) => {
	const shown = { ...stored, ...state.values };
	const field = typed(shown, state.errors);
	return (
		<>
			<ErrorSummary errors={state.errors} />
			{state.problem && <Notice kind="problem" title={state.problem} />}
			<ActionForm action={action} seen={seen}>
				<TaskFields shown={shown} errors={state.errors} choices={choices} />
				{withdraw && <Checkbox {...field('withdrawn')} label={m.campaigns_amend_withdraw()} optional />}
				<TextField {...field('reason')} label={m.campaigns_amend_reason()} maxlength={1000} />
				<Buttons>
					<Button>{m.campaigns_amend()}</Button>
				</Buttons>
			</ActionForm>
		</>
	);
};
