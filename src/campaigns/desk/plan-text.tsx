import { allow, anId, seeOther, type Desk } from '#platform';
import { ActionForm, Button, Buttons, DateField, ErrorSummary, Notice, TextArea, TextField, typed } from '#ui';
import { m } from '#words';
import { mayEditPlan } from '../campaign.policy.ts';
import { markOfPlanText } from '../marks.ts';
import { openPlan } from '../open-plan.ts';
import { planPath } from '../paths.ts';
import { planTextForm } from '../plan.form.ts';
import { writePlan } from '../write-plan.ts';

/** What a draft says beside its tasks. */
export function planText(desk: Desk): void {
	desk.form(`${planPath(anId())}/sua`, {
		schema: planTextForm,
		async show(call, request, state) {
			const { plan, text, unit } = await openPlan(call, request.param('id'));
			allow(mayEditPlan(call.actor, plan));
			const stored = { ...text, legalGrounds: text.legalGrounds.join('\n'), dueOn: plan.dueOn };
			const field = typed({ ...stored, ...state.values }, state.errors);
			return {
				title: m.campaigns_plan_edit_title(),
				crumbs: [{ label: m.campaigns_plan_title({ unit: unit.name }), href: planPath(plan.id) }],
				body: (
					<>
						<ErrorSummary errors={state.errors} />
						{state.problem && <Notice kind="problem" title={state.problem} />}
						<ActionForm action={`${planPath(plan.id)}/sua`} seen={markOfPlanText(plan, text)}>
							<TextArea {...field('purpose')} label={m.campaigns_plan_purpose()} rows={8} />
							<TextField
								{...field('slogan')}
								label={m.campaigns_plan_slogan()}
								hint={m.campaigns_plan_slogan_hint()}
								maxlength={300}
								optional
							/>
							<TextArea
								{...field('legalGrounds')}
								label={m.campaigns_campaign_grounds()}
								hint={m.campaigns_campaign_grounds_hint()}
								optional
							/>
							<TextArea
								{...field('organisation')}
								label={m.campaigns_plan_organisation()}
								hint={m.campaigns_plan_organisation_hint()}
								optional
							/>
							{plan.parentPlanId === null && <DateField {...field('dueOn')} label={m.campaigns_plan_due()} optional />}
							<Buttons>
								<Button>{m.ui_save()}</Button>
							</Buttons>
						</ActionForm>
					</>
				),
			};
		},
		async accept(call, request, text) {
			await writePlan(call, request.param('id'), text, await request.seen());
			return seeOther(planPath(request.param('id')), 'campaigns_plan_saved');
		},
	});
}
