import { allow, Conflict, found, transact, type Call } from '#platform';
import { lineOf } from '#organisation';
import { m } from '#words';
import { after } from './commitment.ts';
import { mayExempt } from './commitment.policy.ts';
import { lockCommitment, saveState } from './commitment.store.ts';
import { recordMove } from './record-move.ts';

/** Takes a member who has not begun off the denominator; the reason stays on the list. */
export const exemptMember = (call: Call, id: string, reason: string): Promise<void> =>
	transact(call, async (call) => {
		const paper = found(await lockCommitment(call, id));
		allow(mayExempt(call.actor, paper, await lineOf(call, paper.unitId)));
		if (after(paper.state, 'exempt') === undefined) throw new Conflict(() => m.commitments_conflict_begun());

		await saveState(call, paper, 'exempt', { exemptReason: reason });
		await recordMove(call, paper, 'commitment.exempted');
	});

/** Asks a member who was exempt after all: the leave is over, the study done. */
export const recallMember = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		const paper = found(await lockCommitment(call, id));
		allow(mayExempt(call.actor, paper, await lineOf(call, paper.unitId)));
		if (after(paper.state, 'recall') === undefined) throw new Conflict(() => m.commitments_conflict_notExempt());

		await saveState(call, paper, 'notStarted');
		await recordMove(call, paper, 'commitment.recalled');
	});
