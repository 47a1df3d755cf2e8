import { Invalid, record, type Call } from '#platform';
import { m } from '#words';
import { mayReturnPlan, maySubmitPlan } from './campaign.policy.ts';
import { about, changePlan } from './change-plan.ts';
import { missingWords } from './missing-words.ts';
import { canMove } from './plan.ts';
import { findPlanText, savePlan, savePlanText } from './plan.store.ts';
import { forkOf, missingIn, type Missing } from './task.ts';
import { listTasks } from './task.store.ts';

/**
 * Hands a draft to the head of the unit.
 *
 * @throws {Invalid} saying what is missing: superior tasks left undecided, tasks without lead, date or number, no purpose
 */
export const submitPlan = (call: Call, planId: string): Promise<void> =>
	changePlan(call, planId, { may: maySubmitPlan, is: ({ state }) => canMove(state, 'submit') }, async (call, plan) => {
		const missing = await missingOf(call, plan);
		if (missing.length > 0) throw new Invalid(() => [m.campaigns_submit_missing(), ...missingWords(missing)].join(' '));
		await savePlanText(call, plan.id, { returnReason: '' });
		await savePlan(call, plan.id, { state: 'inReview' });
		await record(call, 'plan.submitted', about(plan));
	});

/** What a draft still lacks; empty when it can be submitted. */
export async function missingOf(call: Call, plan: { id: string; parentPlanId: string | null }): Promise<Missing[]> {
	const [text, own] = [await findPlanText(call, plan.id), await listTasks(call, plan.id)];
	const parent = plan.parentPlanId ? await listTasks(call, plan.parentPlanId) : [];
	return missingIn(text.purpose, own, forkOf(parent, own));
}

/** The head gives a plan back to be written further, with the reason. */
export const returnPlan = (call: Call, planId: string, reason: string): Promise<void> =>
	changePlan(call, planId, { may: mayReturnPlan, is: ({ state }) => canMove(state, 'return') }, async (call, plan) => {
		if (reason.trim() === '') throw Invalid.at('reason', () => m.campaigns_return_reason_missing());
		await savePlan(call, plan.id, { state: 'draft' });
		await savePlanText(call, plan.id, { returnReason: reason });
		await record(call, 'plan.returned', about(plan));
	});
