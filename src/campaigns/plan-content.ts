import { namesOf } from '#organisation';
import { markOf, type Call } from '#platform';
import { canonicalJson, type Json } from './canonical.ts';
import type { Campaign } from './campaign.ts';
import { listMeasures } from './campaign.store.ts';
import type { Plan, PlanText } from './plan.ts';
import { findPlanText } from './plan.store.ts';
import type { Task } from './task.ts';
import { listTasks } from './task.store.ts';

/**
 * The whole of a plan as it is fixed: words and names instead of ids, so that it can be read without this database and a
 * later renaming changes nothing in it.
 *
 * @returns canonical JSON
 */
export async function planContent(call: Call, plan: Plan, campaign: Campaign): Promise<string> {
	const [text, tasks] = [await findPlanText(call, plan.id), await listTasks(call, plan.id)];
	const named = [plan.unitId, ...tasks.flatMap((task) => [task.leadUnitId ?? plan.unitId, ...task.coordinating])];
	const names = await namesOf(call, named);
	const measures = new Map((await listMeasures(call, campaign.id)).map((measure) => [measure.id, measure.title]));
	const unit = (id: number): Json => {
		const name = names.get(id);
		return { code: name?.code ?? '', name: name?.name ?? '' };
	};
	return canonicalJson({
		format: 'vidan-plan-1',
		plan: { id: plan.id, unit: unit(plan.unitId), ...signedFacts(plan), parentPlan: plan.parentPlanId },
		campaign: { slug: campaign.slug, title: campaign.title },
		text: wordsOf(text),
		tasks: tasks
			.filter((task) => !task.withdrawn)
			.map((task) => taskFacts(task, measures.get(task.measureId ?? 0) ?? '', unit)),
	});
}

/** What the head reads and signs. */
export const markOfPlan = async (call: Call, plan: Plan, campaign: Campaign): Promise<string> =>
	markOf(await planContent(call, plan, campaign));

const signedFacts = ({ number, symbol, signedOn, signerName, signerPosition }: Plan) => ({
	number,
	symbol,
	signedOn,
	signerName,
	signerPosition,
});

const wordsOf = ({ slogan, purpose, legalGrounds, organisation }: PlanText) => ({
	slogan,
	purpose,
	legalGrounds,
	organisation,
});

const taskFacts = (task: Task, measure: string, unit: (id: number) => Json): Json => ({
	id: task.id,
	version: task.version,
	measure,
	content: task.content,
	product: task.product,
	startsOn: task.startsOn,
	dueOn: task.dueOn,
	metric: task.metricKey,
	target: task.target,
	lead: task.leadUnitId === null ? null : unit(task.leadUnitId),
	coordinating: task.coordinating.map(unit),
	answers: task.parentTaskId && {
		task: task.parentTaskId,
		version: task.seenVersion,
		decision: task.decision,
		reason: task.decisionReason,
	},
});
