import { allow, anId, seeOther, type Desk } from '#platform';
import { ActionForm, Button, Buttons, ErrorSummary, TextArea, typed } from '#ui';
import { m } from '#words';
import { mayReturnPlan } from '../campaign.policy.ts';
import { openPlan } from '../open-plan.ts';
import { planPath } from '../paths.ts';
import { returnForm } from '../plan.form.ts';
import { returnPlan, submitPlan } from '../submit-plan.ts';

/** From the draft to the head, and back with a reason. */
export function submitting(desk: Desk): void {
	desk.post(`${planPath(anId())}/trinh`, async (call, request) => {
		await submitPlan(call, request.param('id'));
		return seeOther(planPath(request.param('id')), 'campaigns_plan_submitted');
	});

	desk.form(`${planPath(anId())}/tra-lai`, {
		schema: returnForm,
		async show(call, request, state) {
			const { plan, unit } = await openPlan(call, request.param('id'));
			allow(mayReturnPlan(call.actor, plan));
			const field = typed(state.values, state.errors);
			return {
				title: m.campaigns_plan_return_title(),
				crumbs: [{ label: m.campaigns_plan_title({ unit: unit.name }), href: planPath(plan.id) }],
				body: (
					<>
						<ErrorSummary errors={state.errors} />
						<ActionForm action={`${planPath(plan.id)}/tra-lai`}>
							<TextArea {...field('reason')} label={m.campaigns_plan_return_reason()} maxlength={2000} />
							<Buttons>
								<Button>{m.campaigns_plan_return()}</Button>
							</Buttons>
						</ActionForm>
					</>
				),
			};
		},
		async accept(call, request, { reason }) {
			await returnPlan(call, request.param('id'), reason);
			return seeOther(planPath(request.param('id')), 'campaigns_plan_return_done');
		},
	});
}
