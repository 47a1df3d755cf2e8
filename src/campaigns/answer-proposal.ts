import { allow, asItStands, found, Invalid, record, requireSeen, type Call, type Seen } from '#platform';
import { m } from '#words';
import { fixEdition } from './amend-plan.ts';
import { mayAmendPlan, mayEditPlan } from './campaign.policy.ts';
import { about, changePlan } from './change-plan.ts';
import { markOfTask } from './marks.ts';
import { notNow } from './not-now.ts';
import { isInForce, isWritten, type Plan } from './plan.ts';
import * as store from './task.store.ts';
import { proposalsFor, type Proposal, type Task, type TaskContent } from './task.ts';

export type ProposalAnswer = { answer: 'accepted' } | { answer: 'kept'; reason: string };

/**
 * Answers a change in the superior plan. Accepted: the own task takes the new wording, its lead, date and number stay
 * local (a withdrawn task is withdrawn here too). Kept: nothing changes but that the change was seen, with the reason.
 * A task added above is answered by deciding it.
 *
 * @throws {ChangedSince} when the task above is not in the version that was `seen`
 */
export const answerProposal = (
	call: Call,
	planId: string,
	parentTaskId: string,
	given: ProposalAnswer,
	seen: Seen = asItStands,
): Promise<void> =>
	changePlan(
		call,
		planId,
		{ may: mayEditPlan, is: ({ state }) => isWritten(state) || isInForce(state) },
		async (call, plan) => {
			if (isInForce(plan.state)) allow(mayAmendPlan(call.actor, plan));
			const { own, parent } = await openProposal(call, plan, parentTaskId);
			await requireSeen(seen, () => markOfTask(parent));
			const reason = given.answer === 'kept' ? given.reason.trim() : '';
			if (given.answer === 'kept' && reason === '') {
				throw Invalid.at('reason', () => m.campaigns_proposal_reason_missing());
			}
			await store.insertProposalAnswer(call, {
				taskId: own.id,
				parentVersion: parent.version,
				answer: given.answer,
				reason,
			});
			await store.saveAnswer(call, own.id, { seenVersion: parent.version });
			if (given.answer === 'accepted') await takeOver(call, plan, own, parent);
			await record(call, 'plan.proposalAnswered', about(plan, { task: own.id, answer: given.answer }));
		},
	);

/** The proposals that wait for an answer of a plan. */
export async function listProposals(call: Call, plan: Plan): Promise<Proposal[]> {
	if (!plan.parentPlanId || !(isWritten(plan.state) || isInForce(plan.state))) return [];
	const [parent, own] = [await store.listTasks(call, plan.parentPlanId), await store.listTasks(call, plan.id)];
	return proposalsFor(parent, own, isInForce(plan.state));
}

async function openProposal(call: Call, plan: Plan, parentTaskId: string): Promise<{ own: Task; parent: Task }> {
	const { own, parent } = found(
		(await listProposals(call, plan)).find((proposal) => proposal.parent.id === parentTaskId),
	);
	if (!own) throw notNow();
	return { own, parent };
}

/** The superior wording with the local lead, date and number. */
export const acceptedContent = (own: Task, parent: Task): TaskContent => ({
	...own,
	measureId: parent.measureId,
	content: parent.content,
	product: parent.product,
	metricKey: parent.metricKey,
});

async function takeOver(call: Call, plan: Plan, own: Task, parent: Task): Promise<void> {
	const { measureId, content, leadUnitId, coordinating, startsOn, dueOn, product, metricKey, target } = acceptedContent(
		own,
		parent,
	);
	const accepted = { measureId, content, leadUnitId, coordinating, startsOn, dueOn, product, metricKey, target };
	if (isWritten(plan.state)) {
		await store.saveTask(call, own.id, { ...accepted, withdrawn: parent.withdrawn });
		return;
	}
	await store.amendTask(call, own, { ...accepted, withdrawn: parent.withdrawn, reason: parent.reason });
	await fixEdition(call, plan, parent.reason, { task: own.id, version: own.version + 1 });
}
