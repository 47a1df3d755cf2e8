import { Invalid, record, type Call } from '#platform';
import { recordActs } from '#figures';
import { m } from '#words';
import { mayCascadePlan } from './campaign.policy.ts';
import { stableId } from './canonical.ts';
import { insertChildPlans, type CascadeFilter } from './cascade.store.ts';
import { about, changePlan } from './change-plan.ts';
import { isInForce } from './plan.ts';

export type Cascade = {
	/** The day whose tree says which units stand directly under the plan's; they are expected to have a plan from then on. Not to come; before the campaign begins, today alone. */
	on: string;
	/** By when theirs should be issued. */
	dueOn: string | null;
	/** Only units of these kinds, or with these codes; nothing said: all. */
	filter?: CascadeFilter;
};

/**
 * Sends a plan in force down: every unit meant that has no plan yet gets a draft which refers to all its tasks, and is
 * expected to issue it. One statement for any number of units; repeated, it reaches only those not reached before.
 *
 * @returns how many drafts were made
 * @throws {Invalid} when the day is to come, or over before the campaign begins
 */
export const cascadePlan = (call: Call, planId: string, { on, dueOn, filter = {} }: Cascade): Promise<number> =>
	changePlan(
		call,
		planId,
		{ may: mayCascadePlan, is: ({ state }) => isInForce(state) },
		async (call, plan, campaign) => {
			const wrong = () => m.campaigns_plan_cascade_onWrong();
			if (on > call.today || (on < campaign.startsOn && on < call.today)) throw new Invalid(wrong, { on: wrong });
			const made = await insertChildPlans(call, plan, { on, dueOn, filter });
			if (made.length === 0) return 0;
			await recordActs(
				call,
				made.map(({ id, unitId }) => ({
					id: stableId('planExpected', id),
					unitId,
					campaignId: plan.campaignId,
					metric: 'planExpected' as const,
					occurredOn: on,
					source: 'plan',
				})),
			);
			await record(call, 'plan.cascaded', about(plan, { on, units: made.length }));
			return made.length;
		},
	);
