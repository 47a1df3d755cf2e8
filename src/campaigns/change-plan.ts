import { allow, found, transact, type Actor, type Call } from '#platform';
import { takesPlans, type Campaign } from './campaign.ts';
import { findCampaignById } from './campaign.store.ts';
import { notNow } from './not-now.ts';
import type { Plan } from './plan.ts';
import { lockPlan } from './plan.store.ts';

type Question = {
	may: (actor: Actor, plan: Plan) => boolean;
	/** In which states it can be done. */
	is: (plan: Plan) => boolean;
	/** It can be done also when the campaign takes no plans any more. */
	always?: boolean;
};

/**
 * The first steps of every change of a plan: lock it (who may not see it learns nothing), ask whether the actor may,
 * whether it stands as it must, and whether its campaign still takes plans; then change it.
 */
export const changePlan = <T>(
	call: Call,
	planId: string,
	{ may, is, always }: Question,
	change: (call: Call, plan: Plan, campaign: Campaign) => Promise<T>,
): Promise<T> =>
	transact(call, async (call) => {
		const plan = found(await lockPlan(call, planId));
		allow(may(call.actor, plan));
		if (!is(plan)) throw notNow();
		const campaign = found(await findCampaignById(call, plan.campaignId));
		if (!always && !takesPlans(campaign.state)) throw notNow();
		return change(call, plan, campaign);
	});

/** What the history of a plan is told by. */
export const about = (plan: Plan, more: Record<string, unknown> = {}) => ({
	unitId: plan.unitId,
	subject: plan.id,
	payload: { campaignId: plan.campaignId, ...more },
});
