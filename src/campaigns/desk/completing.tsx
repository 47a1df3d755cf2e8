import { livingUnit } from '#organisation';
import { allow, anId, found, seeOther, type Desk } from '#platform';
import { ActionForm, Button, Buttons, DateField, ErrorSummary, Notice, TextArea, typed } from '#ui';
import { m } from '#words';
import { mayCompleteTask } from '../campaign.policy.ts';
import { completeTask, reopenTask } from '../complete-task.ts';
import { openPlan } from '../open-plan.ts';
import { planPath } from '../paths.ts';
import { completionForm } from '../plan.form.ts';

/** The lead unit says that a task is done, or takes it back. */
export function completing(desk: Desk): void {
	const path = (id: string, task: string): string => `${planPath(id)}/nhiem-vu/${task}/xong`;
	desk.form(path(anId(), anId('task')), {
		schema: completionForm,
		async show(call, request, state) {
			const { plan, unit, tasks } = await openPlan(call, request.param('id'));
			const task = found(tasks.find(({ id }) => id === request.param('task')));
			allow(
				task.leadUnitId !== null &&
					mayCompleteTask(call.actor, (await livingUnit(call, task.leadUnitId)) ?? task.leadUnitId),
			);
			const field = typed({ doneOn: task.doneOn ?? call.today, ...state.values }, state.errors);
			return {
				title: m.campaigns_task_done_title(),
				lead: task.content,
				crumbs: [{ label: m.campaigns_plan_title({ unit: unit.name }), href: planPath(plan.id) }],
				body: (
					<>
						<ErrorSummary errors={state.errors} />
						{state.problem && <Notice kind="problem" title={state.problem} />}
						<ActionForm action={path(plan.id, task.id)}>
							<DateField {...field('doneOn')} label={m.campaigns_task_done_on()} />
							<TextArea {...field('note')} label={m.campaigns_task_done_note()} rows={3} maxlength={1000} optional />
							<Buttons>
								<Button>{m.campaigns_task_done()}</Button>
							</Buttons>
						</ActionForm>
						{task.doneOn && (
							<ActionForm action={`${path(plan.id, task.id)}/lai`} guarded={false}>
								<Button weight="quiet">{m.campaigns_task_reopen()}</Button>
							</ActionForm>
						)}
					</>
				),
			};
		},
		async accept(call, request, { doneOn, note }) {
			await completeTask(call, request.param('task'), doneOn, note);
			return seeOther(planPath(request.param('id')), 'campaigns_task_done_saved');
		},
	});

	desk.post(`${path(anId(), anId('task'))}/lai`, async (call, request) => {
		await reopenTask(call, request.param('task'));
		return seeOther(planPath(request.param('id')), 'campaigns_task_reopened');
	});
}
