import { namesOf } from '#organisation';
import { found, type Call } from '#platform';
import { listProposals } from './answer-proposal.ts';
import type { Campaign } from './campaign.ts';
import { findCampaignById } from './campaign.store.ts';
import { listCoverage } from './cascade.store.ts';
import { emptyText, isWritten, type Plan, type PlanText } from './plan.ts';
import { findPlan, findPlanText, isReadable } from './plan.store.ts';
import { missingOf } from './submit-plan.ts';
import { forkOf, type Coverage, type ForkedTask, type Missing, type Proposal, type Task } from './task.ts';
import { listTasks } from './task.store.ts';

/** What a unit is called. */
export type UnitName = { name: string; code: string; short: string | null };

/** A plan as its page shows it. Of a draft below, only where it stands: no text and no tasks. */
export type OpenPlan = {
	plan: Plan;
	campaign: Campaign;
	unit: UnitName;
	/** The superior plan and whose it is. */
	parent: { plan: Plan; unit: UnitName } | undefined;
	readable: boolean;
	text: PlanText;
	tasks: Task[];
	fork: ForkedTask[];
	coverage: Coverage;
	proposals: Proposal[];
	missing: Missing[];
	/** Names of every unit that a task mentions. */
	names: Map<number, UnitName>;
};

/** @throws {NotFound} when there is none, or the caller may not know of it */
export async function openPlan(call: Call, id: string): Promise<OpenPlan> {
	const plan = found(await findPlan(call, id));
	const campaign = found(await findCampaignById(call, plan.campaignId));
	const readable = await isReadable(call, plan.id);
	const tasks = readable ? await listTasks(call, plan.id) : [];
	const above = plan.parentPlanId ? await findPlan(call, plan.parentPlanId) : undefined;
	const superior = readable && above ? await listTasks(call, above.id) : [];
	const mentioned = [...tasks, ...superior].flatMap((task) => [
		...(task.leadUnitId === null ? [] : [task.leadUnitId]),
		...task.coordinating,
	]);
	const names = await namesOf(call, [plan.unitId, ...(above ? [above.unitId] : []), ...mentioned]);
	const nameOf = (unitId: number): UnitName => names.get(unitId) ?? { name: '', code: '', short: null };
	return {
		plan,
		campaign,
		unit: nameOf(plan.unitId),
		parent: above && { plan: above, unit: nameOf(above.unitId) },
		readable,
		text: readable ? await findPlanText(call, plan.id) : emptyText,
		tasks,
		fork: forkOf(superior, tasks),
		coverage: (await listCoverage(call, [plan.id])).get(plan.id) ?? { dealtWith: 0, all: 0 },
		proposals: readable ? await listProposals(call, plan) : [],
		missing: readable && isWritten(plan.state) ? await missingOf(call, plan) : [],
		names,
	};
}
