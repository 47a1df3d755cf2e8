import { Invalid, record, type Call } from '#platform';
import { recordActs } from '#figures';
import { m } from '#words';
import { mayCascadePlan } from './campaign.policy.ts';
import { stableId } from './canonical.ts';
import { insertChildPlans, listTargets, type CascadeFilter } from './cascade.store.ts';
import { about, changePlan } from './change-plan.ts';
import { isInForce } from './plan.ts';
import { attachPlans } from './plan.store.ts';

export type Cascade = {
	/** The day whose tree says which units stand directly under the plan's; they, or what continues them, are expected to have a plan from then on. Not to come; before the campaign begins, today alone. */
	on: string;
	/** By when theirs should be issued. */
	dueOn: string | null;
	/** Only units of these kinds, or with these codes; nothing said: all. */
	filter?: CascadeFilter;
};

/**
 * Sends a plan in force down: every unit meant that has no plan yet gets a draft which refers to all its tasks, and is
 * expected to issue it. One statement for any number of units; repeated, it reaches only those not reached before. The plan that a unit
 * brought along from under another one, or that forks one replaced since, forks this one from now on.
 *
 * @returns how many units it reached: drafts made, and plans that fork it from now on
 * @throws {Invalid} when the day is to come, or over before the campaign begins
 */
export const cascadePlan = (call: Call, planId: string, { on, dueOn, filter = {} }: Cascade): Promise<number> =>
	changePlan(
		call,
		planId,
		{ may: mayCascadePlan, is: ({ state }) => isInForce(state) },
		async (call, plan, campaign) => {
			const wrong = () => m.campaigns_plan_cascade_onWrong();
			if (on > call.today || (on < campaign.startsOn && on < call.today)) throw Invalid.at('on', wrong);
			const attached = await attachPlans(call, plan.id, await listTargets(call, plan, { on, filter }));
			const made = await insertChildPlans(call, plan, { on, dueOn, filter });
			if (made.length + attached === 0) return 0;
			await recordActs(
				call,
				made.map(({ id, unitId, since }) => ({
					id: stableId('planExpected', id),
					unitId,
					campaignId: plan.campaignId,
					metric: 'planExpected' as const,
					occurredOn: since,
					source: 'plan',
				})),
			);
			await record(call, 'plan.cascaded', about(plan, { on, units: made.length, attached }));
			return made.length + attached;
		},
	);
