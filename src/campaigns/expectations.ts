import { holds, type Call } from '#platform';
import { addDays, m, soonDays } from '#words';
import { writesFor } from './campaign.policy.ts';
import { dueBy, type Expectation } from './due.ts';
import { countProposals, listPlansOf, listTasksLedBy, type DuePlan } from './expectation.store.ts';
import { brief } from './missing-words.ts';
import { planPath } from './paths.ts';
import type { PlanState } from './plan.ts';

/** What is expected of the caller's units now: plans to write, sign or issue, changes to answer, tasks due within a week or late. */
export async function expectedOf(call: Call): Promise<Expectation[]> {
	const keepers = writesFor(call.actor);
	if (keepers.length === 0) return [];
	const isHead = keepers.some((unitId) => holds(call.actor, unitId, 'unitHead'));
	const soon = addDays(call.today, soonDays);
	const plans = (await listPlansOf(call, keepers)).filter(({ state }) => state !== 'inReview' || isHead);
	return [
		...plans.map((plan) => expectation(call, plan, ofPlan[plan.state as keyof typeof ofPlan](plan))),
		...(await countProposals(call, keepers)).map(({ planId, campaignTitle, count }) =>
			expectation(call, { planId, dueOn: null }, m.campaigns_expected_proposals({ count, campaign: campaignTitle })),
		),
		...(await listTasksLedBy(call, keepers, soon)).map((task) => expectation(call, task, brief(task.content, 120))),
	];
}

const ofPlan: Record<Extract<PlanState, 'draft' | 'inReview' | 'signed'>, (plan: DuePlan) => string> = {
	draft: ({ campaignTitle }) => m.campaigns_expected_draft({ campaign: campaignTitle }),
	inReview: ({ campaignTitle }) => m.campaigns_expected_sign({ campaign: campaignTitle }),
	signed: ({ campaignTitle }) => m.campaigns_expected_issue({ campaign: campaignTitle }),
};

const expectation = (call: Call, due: { planId: string; dueOn: string | null }, label: string): Expectation =>
	dueBy(label, planPath(due.planId), due.dueOn, call.today);
