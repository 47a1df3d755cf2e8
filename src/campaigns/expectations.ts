import { holds, type Call } from '#platform';
import { m } from '#words';
import { byUrgency, dueState, reminderDays, type Expectation } from './due.ts';
import {
	countProposals,
	listLatePlans,
	listLateTasks,
	listPlansOf,
	listTasksLedBy,
	type DuePlan,
} from './expectation.store.ts';
import { brief } from './missing-words.ts';
import { planPath } from './paths.ts';
import type { PlanState } from './plan.ts';

/** What is expected of the caller's units now: plans to write, sign or issue, changes to answer, tasks due within a week or late. */
export async function expectedOf(call: Call): Promise<Expectation[]> {
	const writes = call.actor.posts.filter(({ role }) => role === 'focalOfficer' || role === 'unitHead');
	const keepers = [...new Set(writes.map(({ unitId }) => unitId))];
	if (keepers.length === 0) return [];
	const isHead = keepers.some((unitId) => holds(call.actor, unitId, 'unitHead'));
	const soon = addDays(call.today, reminderDays[0]);
	const plans = (await listPlansOf(call, keepers)).filter(({ state }) => state !== 'inReview' || isHead);
	return [
		...plans.map((plan) => expectation(call, plan, ofPlan[plan.state as keyof typeof ofPlan](plan))),
		...(await countProposals(call, keepers)).map(({ planId, campaignTitle, count }) =>
			expectation(call, { planId, dueOn: null }, m.campaigns_expected_proposals({ count, campaign: campaignTitle })),
		),
		...(await listTasksLedBy(call, keepers, soon)).map((task) => expectation(call, task, brief(task.content, 120))),
	].sort(byUrgency);
}

/** What is late in a unit and below it: plans not issued, tasks not done. At most 100 of each, the oldest first. */
export async function lateIn(call: Call, unitId: number): Promise<Expectation[]> {
	return [
		...(await listLatePlans(call, unitId)).map((plan) =>
			expectation(call, plan, m.campaigns_late_plan({ unit: plan.unitName, campaign: plan.campaignTitle })),
		),
		...(await listLateTasks(call, unitId)).map((task) =>
			expectation(call, task, m.campaigns_late_task({ unit: task.unitName, task: brief(task.content, 100) })),
		),
	].sort(byUrgency);
}

const ofPlan: Record<Extract<PlanState, 'draft' | 'inReview' | 'signed'>, (plan: DuePlan) => string> = {
	draft: ({ campaignTitle }) => m.campaigns_expected_draft({ campaign: campaignTitle }),
	inReview: ({ campaignTitle }) => m.campaigns_expected_sign({ campaign: campaignTitle }),
	signed: ({ campaignTitle }) => m.campaigns_expected_issue({ campaign: campaignTitle }),
};

const expectation = (call: Call, due: { planId: string; dueOn: string | null }, label: string): Expectation => ({
	label,
	href: planPath(due.planId),
	dueOn: due.dueOn,
	state: dueState(due.dueOn, call.today),
});

const addDays = (day: string, days: number): string =>
	new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
