import { allow, Conflict, found, record, transact, type Call } from '#platform';
import { recordAct } from '#figures';
import { m } from '#words';
import { stableId } from './canonical.ts';
import { takesPlans } from './campaign.ts';
import { mayDraftPlan } from './campaign.policy.ts';
import { findCampaign } from './campaign.store.ts';
import { notNow } from './not-now.ts';
import { isInForce, isWritten } from './plan.ts';
import { findLeadingPlan, findPlanAbove, findPlanOf, insertPlan } from './plan.store.ts';

/**
 * Begins the plan of a unit in a campaign by its own will, not by a cascade: the leading unit's plan, or that of a unit
 * which the cascade did not reach; the latter forks the nearest plan in force above. From now on it is expected.
 *
 * @returns the id of the draft; of the one that is there when the unit has begun already
 * @throws {Conflict} when the unit has a plan beyond its draft, or nothing above is in force
 */
export const draftPlan = (call: Call, slug: string, unitId: number, dueOn: string | null = null): Promise<string> =>
	transact(call, async (call) => {
		const campaign = found(await findCampaign(call, slug));
		allow(mayDraftPlan(call.actor, unitId));
		if (!takesPlans(campaign.state)) throw notNow();
		const leads = campaign.keeperId === unitId;
		const above = leads ? undefined : await findPlanAbove(call, campaign.id, unitId);
		if (!leads && !above) throw new Conflict(() => m.campaigns_conflict_nothingAbove());

		const there = leads ? await findLeadingPlan(call, campaign) : await findPlanOf(call, campaign.id, unitId);
		if (there && isWritten(there.state)) return there.id;
		if (there) throw new Conflict(() => m.campaigns_conflict_planThere());
		const id = await insertPlan(call, {
			campaignId: campaign.id,
			unitId,
			dueOn,
			parentPlanId: above?.id ?? null,
			replacesId: null,
		});
		if (id === undefined) throw notNow(); // somebody began it at the same moment

		await recordAct(call, {
			id: stableId('planExpected', id),
			unitId,
			campaignId: campaign.id,
			metric: 'planExpected',
			source: 'plan',
		});
		await record(call, 'plan.drafted', { unitId, subject: id, payload: { campaignId: campaign.id } });
		return id;
	});

/**
 * Begins a plan that will take the place of one in force when it is issued; of the leading one also by who continues its unit. It forks
 * the nearest plan in force above, like any that is begun today.
 */
export const replacePlan = (call: Call, slug: string, unitId: number): Promise<string> =>
	transact(call, async (call) => {
		const campaign = found(await findCampaign(call, slug));
		allow(mayDraftPlan(call.actor, unitId));
		if (!takesPlans(campaign.state)) throw notNow();
		const leads = campaign.keeperId === unitId;
		const inForce = found(
			(leads ? await findLeadingPlan(call, campaign) : undefined) ?? (await findPlanOf(call, campaign.id, unitId)),
		);
		if (!isInForce(inForce.state)) throw notNow();
		const above = inForce.parentPlanId && (await findPlanAbove(call, campaign.id, unitId));
		const id = await insertPlan(call, {
			campaignId: campaign.id,
			unitId,
			dueOn: null,
			parentPlanId: above ? above.id : inForce.parentPlanId,
			replacesId: inForce.id,
		});
		if (id === undefined) throw notNow();
		await record(call, 'plan.drafted', {
			unitId,
			subject: id,
			payload: { campaignId: campaign.id, replaces: inForce.id },
		});
		return id;
	});
