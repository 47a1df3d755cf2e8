import { found, pageChanged, record, type Call } from '#platform';
import { recordAct } from '#figures';
import { mayClosePlan, mayIssuePlan } from './campaign.policy.ts';
import { lockCampaign } from './campaign.store.ts';
import { stableId } from './canonical.ts';
import { about, changePlan } from './change-plan.ts';
import { putInState } from './move-campaign.ts';
import { notNow } from './not-now.ts';
import { canMove } from './plan.ts';
import { attachPlans, findPlanOf, savePlan } from './plan.store.ts';

/**
 * Issues a signed plan: it binds from today, takes the place of the one it replaces, also as what plans below fork, and counts as
 * issued, once. The plan of the leading unit issues the campaign with it.
 */
export const issuePlan = (call: Call, planId: string): Promise<void> =>
	changePlan(
		call,
		planId,
		{ may: mayIssuePlan, is: ({ state }) => canMove(state, 'issue') },
		async (call, plan, campaign) => {
			if (campaign.state === 'draft') {
				if (plan.parentPlanId !== null || plan.keeperId !== campaign.keeperId) throw notNow();
				await putInState(call, found(await lockCampaign(call, campaign.slug)), 'issue');
			}
			if (plan.replacesId) await savePlan(call, plan.replacesId, { state: 'superseded' });
			// A unit that came to lead the campaign had its own plan under another one; it has one plan in force.
			const own = await findPlanOf(call, plan.campaignId, plan.unitId);
			if (own && canMove(own.state, 'replace')) await savePlan(call, own.id, { state: 'superseded' });
			await savePlan(call, plan.id, { state: 'issued', issuedOn: call.today });
			const attached = await attachPlans(call, plan.id);
			// One that replaces another is the same duty fulfilled: it was counted then.
			if (!plan.replacesId) {
				await recordAct(call, {
					id: stableId('planIssued', plan.id),
					unitId: plan.keeperId,
					campaignId: plan.campaignId,
					metric: 'planIssued',
					source: 'plan',
				});
			}
			await record(call, 'plan.issued', about(plan, { attached }));
			await pageChanged(call, `campaign:${plan.campaignId}`);
		},
	);

/** Closes a plan in force: its time is over. Nothing is reminded of any more. */
export const closePlan = (call: Call, planId: string): Promise<void> =>
	changePlan(
		call,
		planId,
		{ may: mayClosePlan, is: ({ state }) => canMove(state, 'close'), always: true },
		async (call, plan) => {
			await savePlan(call, plan.id, { state: 'closed' });
			await record(call, 'plan.closed', about(plan));
			await pageChanged(call, `campaign:${plan.campaignId}`);
		},
	);
