import { requireElevation } from '#access';
import { asItStands, found, Invalid, pageChanged, record, requireSeen, type Call, type Seen } from '#platform';
import { m } from '#words';
import { mayAmendPlan } from './campaign.policy.ts';
import { findCampaignById } from './campaign.store.ts';
import { sha256 } from './canonical.ts';
import { about, changePlan } from './change-plan.ts';
import { notNow } from './not-now.ts';
import { canMove, type Plan } from './plan.ts';
import { findPlan, insertEdition, positionOf, savePlan } from './plan.store.ts';
import { planContent } from './plan-content.ts';
import * as store from './task.store.ts';
import { markOfTask } from './marks.ts';
import type { TaskContent } from './task.ts';
import { checkTask, taskOf } from './write-plan.ts';

const inForce = { may: mayAmendPlan, is: (plan: Plan) => canMove(plan.state, 'amend') };

/**
 * Changes a task of a plan in force, or withdraws it: a new version with its reason, the old one stays. Each unit below
 * sees it as a proposal; nothing of theirs is written over.
 *
 * @throws {ChangedSince} when the task is not in the version that was `seen`
 */
export const amendTask = (
	call: Call,
	planId: string,
	taskId: string,
	change: { content: TaskContent; withdrawn?: boolean; reason: string },
	seen: Seen = asItStands,
): Promise<void> =>
	changePlan(call, planId, inForce, async (call, plan) => {
		const task = found(await taskOf(call, plan, taskId));
		if (task.withdrawn || task.decision === 'notApplicable') throw notNow();
		await requireSeen(seen, () => markOfTask(task));
		checkReason(change.reason);
		await checkTask(call, plan, change.content);
		await store.amendTask(call, task, {
			...change.content,
			withdrawn: change.withdrawn ?? false,
			reason: change.reason,
		});
		await fixEdition(call, plan, change.reason, { task: task.id, version: task.version + 1 });
	});

/** Adds a task to a plan in force. */
export const addTaskLater = (call: Call, planId: string, content: TaskContent, reason: string): Promise<void> =>
	changePlan(call, planId, inForce, async (call, plan) => {
		checkReason(reason);
		await checkTask(call, plan, content);
		const task = await store.insertTask(call, plan.id, content);
		await fixEdition(call, plan, reason, { task, version: 1 });
	});

/**
 * Keeps the plan as it now stands as a further edition, signed by whoever amends.
 *
 * @throws {ElevationNeeded} when they have not proved within five minutes who they are
 */
export async function fixEdition(
	call: Call,
	plan: Plan,
	reason: string,
	changed: Record<string, unknown>,
): Promise<void> {
	requireElevation(call);
	await savePlan(call, plan.id, { state: 'amended' });
	const campaign = found(await findCampaignById(call, plan.campaignId));
	const content = await planContent(call, found(await findPlan(call, plan.id)), campaign);
	const hash = sha256(content);
	await insertEdition(call, plan.id, {
		content,
		sha256: hash,
		reason,
		signerName: call.actor.displayName || (plan.signerName ?? ''),
		signerPosition: (await positionOf(call)) || (plan.signerPosition ?? ''),
	});
	await record(call, 'plan.amended', about(plan, { ...changed, sha256: hash }));
	await pageChanged(call, `campaign:${plan.campaignId}`);
}

function checkReason(reason: string): void {
	if (reason.trim() === '') throw Invalid.at('reason', () => m.campaigns_amend_reason_missing());
}
