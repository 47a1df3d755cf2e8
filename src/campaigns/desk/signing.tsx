import { requireElevation } from '#access';
import { allow, anId, seeOther, type Call, type Desk, type FormState } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	Checkbox,
	Confirmation,
	DateField,
	ErrorSummary,
	Facts,
	Notice,
	TextField,
	typed,
} from '#ui';
import { m } from '#words';
import { mayClosePlan, mayIssuePlan, maySignPlan } from '../campaign.policy.ts';
import { closePlan, issuePlan } from '../issue-plan.ts';
import { openPlan, type OpenPlan } from '../open-plan.ts';
import { planPath } from '../paths.ts';
import { markOfPlan } from '../plan-content.ts';
import { printedNumber, symbolOf } from '../plan.ts';
import { signForm } from '../plan.form.ts';
import { nextNumber, positionOf } from '../plan.store.ts';
import { signPlan } from '../sign-plan.ts';
import { PlanMatter } from './plan-page.tsx';

/** Signing, issuing, closing: each on a page that says what follows. */
export function signing(desk: Desk): void {
	desk.form(`${planPath(anId())}/ky`, {
		schema: signForm,
		async show(call, request, state) {
			const open = await openPlan(call, request.param('id'));
			allow(maySignPlan(call.actor, open.plan));
			// Asked before anything is typed, so that nothing is lost on the way there and back.
			requireElevation(call);
			return {
				title: m.campaigns_plan_sign_title(),
				lead: m.campaigns_plan_sign_lead(),
				crumbs: [crumb(open)],
				body: (
					<>
						<ErrorSummary errors={state.errors} />
						{state.problem && <Notice kind="problem" title={state.problem} />}
						<PlanMatter call={call} open={open} />
						<SignForm
							open={open}
							state={state}
							stored={await proposed(call, open)}
							signer={call.actor.displayName}
							seen={await markOfPlan(call, open.plan, open.campaign)}
						/>
					</>
				),
			};
		},
		async accept(call, request, signature) {
			await signPlan(call, request.param('id'), signature, await request.seen());
			return seeOther(planPath(request.param('id')), 'campaigns_plan_signed');
		},
	});

	desk.get(`${planPath(anId())}/ban-hanh`, async (call, request) => {
		const open = await openPlan(call, request.param('id'));
		allow(mayIssuePlan(call.actor, open.plan));
		const path = planPath(open.plan.id);
		return {
			title: m.campaigns_plan_issue_title(),
			crumbs: [crumb(open)],
			body: (
				<Confirmation action={`${path}/ban-hanh`} confirm={m.campaigns_plan_issue()} back={path}>
					<p>{m.campaigns_plan_issue_confirm({ number: printedNumber(open.plan), unit: open.unit.name })}</p>
					{open.campaign.state === 'draft' && <p>{m.campaigns_plan_issue_campaign()}</p>}
				</Confirmation>
			),
		};
	});
	desk.post(`${planPath(anId())}/ban-hanh`, async (call, request) => {
		await issuePlan(call, request.param('id'));
		return seeOther(planPath(request.param('id')), 'campaigns_plan_issued');
	});

	desk.get(`${planPath(anId())}/dong`, async (call, request) => {
		const open = await openPlan(call, request.param('id'));
		allow(mayClosePlan(call.actor, open.plan));
		const path = planPath(open.plan.id);
		return {
			title: m.campaigns_plan_close(),
			crumbs: [crumb(open)],
			body: (
				<Confirmation action={`${path}/dong`} confirm={m.campaigns_plan_close()} back={path} danger>
					<p>{m.campaigns_plan_close_confirm({ number: printedNumber(open.plan) })}</p>
				</Confirmation>
			),
		};
	});
	desk.post(`${planPath(anId())}/dong`, async (call, request) => {
		await closePlan(call, request.param('id'));
		return seeOther(planPath(request.param('id')), 'campaigns_plan_closed');
	});
}

const crumb = ({ plan, unit }: OpenPlan) => ({
	label: m.campaigns_plan_title({ unit: unit.name }),
	href: planPath(plan.id),
});

/** The next number of the year, the symbol of the unit, today, the signer's position. */
const proposed = async (call: Call, { plan, unit }: OpenPlan) => ({
	number: String(await nextNumber(call, plan.unitId, Number(call.today.slice(0, 4)))),
	symbol: symbolOf(unit.short || unit.code),
	signedOn: call.today,
	signerPosition: await positionOf(call),
});

const SignForm = ({
	open,
	state,
	stored,
	signer,
	seen,
}: {
	open: OpenPlan;
	state: FormState;
	stored: Record<string, string>;
	signer: string;
	seen: string;
}) => {
	const field = typed({ ...stored, ...state.values }, state.errors);
	return (
		<>
			<Notice kind="info" title={m.campaigns_plan_sign_worth()} />
			<p>
				<a href={`${planPath(open.plan.id)}/in`}>{m.campaigns_plan_print()}</a>
			</p>
			<ActionForm action={`${planPath(open.plan.id)}/ky`} seen={seen}>
				<Facts rows={[[m.campaigns_sign_name(), signer]]} />
				<TextField {...field('number')} label={m.campaigns_sign_number()} size="short" inputmode="numeric" />
				<TextField
					{...field('symbol')}
					label={m.campaigns_sign_symbol()}
					hint={m.campaigns_sign_symbol_hint()}
					size="medium"
				/>
				<DateField {...field('signedOn')} label={m.campaigns_sign_date()} />
				<TextField {...field('signerPosition')} label={m.campaigns_sign_position()} maxlength={200} />
				{state.errors['number'] && (
					<Checkbox {...field('numberAgain')} label={m.campaigns_sign_number_again()} optional />
				)}
				<Buttons>
					<Button>{m.campaigns_plan_sign()}</Button>
				</Buttons>
			</ActionForm>
		</>
	);
};
