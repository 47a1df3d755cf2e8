import type { Call } from '#platform';
import { ActionForm, Button, ConfirmLink, LinkButton } from '#ui';
import { m } from '#words';
import { takesPlans } from '../campaign.ts';
import {
	mayAmendPlan,
	mayCascadePlan,
	mayClosePlan,
	mayEditPlan,
	mayIssuePlan,
	mayReturnPlan,
	maySignPlan,
	maySubmitPlan,
} from '../campaign.policy.ts';
import type { OpenPlan } from '../open-plan.ts';
import { campaignPath, planPath } from '../paths.ts';
import { isInForce } from '../plan.ts';

/** The one thing to do next with a plan, for who may do it. */
export function mainAction(call: Call, { plan, missing, campaign, coverage }: OpenPlan) {
	if (!takesPlans(campaign.state)) return undefined;
	const path = planPath(plan.id);
	if (plan.state === 'draft' && maySubmitPlan(call.actor, plan)) {
		if (coverage.dealtWith < coverage.all)
			return <LinkButton href={`${path}/ke-thua`}>{m.campaigns_plan_fork()}</LinkButton>;
		if (missing.some(({ kind }) => kind !== 'noPurpose'))
			return <LinkButton href={`${path}/nhiem-vu`}>{m.campaigns_plan_tasks_edit()}</LinkButton>;
		if (missing.length > 0) return <LinkButton href={`${path}/sua`}>{m.campaigns_plan_edit()}</LinkButton>;
		return (
			<ActionForm action={`${path}/trinh`} guarded={false}>
				<Button>{m.campaigns_plan_submit()}</Button>
			</ActionForm>
		);
	}
	if (plan.state === 'inReview' && maySignPlan(call.actor, plan))
		return <LinkButton href={`${path}/ky`}>{m.campaigns_plan_sign()}</LinkButton>;
	if (plan.state === 'signed' && mayIssuePlan(call.actor, plan)) {
		return (
			<ConfirmLink>
				<LinkButton href={`${path}/ban-hanh`}>{m.campaigns_plan_issue()}</LinkButton>
			</ConfirmLink>
		);
	}
	if (isInForce(plan.state) && mayCascadePlan(call.actor, plan)) {
		return <LinkButton href={`${path}/gui-cap-duoi`}>{m.campaigns_plan_cascade()}</LinkButton>;
	}
	return undefined;
}

/** Everything else that can be done with a plan now. */
export const PlanActions = ({ call, open: { plan, campaign, readable, fork } }: { call: Call; open: OpenPlan }) => {
	const path = planPath(plan.id);
	const open = takesPlans(campaign.state);
	const writes = open && plan.state === 'draft' && mayEditPlan(call.actor, plan);
	const amends = open && isInForce(plan.state) && mayAmendPlan(call.actor, plan);
	const links: [show: boolean, href: string, label: string][] = [
		[writes, `${path}/sua`, m.campaigns_plan_edit()],
		[writes && fork.length > 0, `${path}/ke-thua`, m.campaigns_plan_fork()],
		[writes, `${path}/nhiem-vu`, m.campaigns_plan_tasks_edit()],
		[
			open && plan.state === 'inReview' && mayReturnPlan(call.actor, plan),
			`${path}/tra-lai`,
			m.campaigns_plan_return(),
		],
		[amends, `${path}/dieu-chinh/moi`, m.campaigns_amend_add_title()],
		[readable, `${path}/in`, m.campaigns_plan_print()],
		[isInForce(plan.state) && mayClosePlan(call.actor, plan), `${path}/dong`, m.campaigns_plan_close()],
	];
	return (
		<div class="buttons">
			{links
				.filter(([shown]) => shown)
				.map(([, href, label]) => (
					<LinkButton href={href} weight="plain">
						{label}
					</LinkButton>
				))}
			{amends && (
				<ActionForm action={`${campaignPath(campaign.slug)}/ke-hoach`} guarded={false}>
					<input type="hidden" name="unitId" value={String(plan.keeperId)} />
					<input type="hidden" name="replace" value="yes" />
					<Button weight="quiet">{m.campaigns_plan_replace()}</Button>
				</ActionForm>
			)}
		</div>
	);
};
