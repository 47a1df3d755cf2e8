import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { after } from './commitment.ts';
import { mayWrite } from './commitment.policy.ts';
import { lockCommitment, saveState } from './commitment.store.ts';
import { recordMove } from './record-move.ts';

/** Takes back what was submitted and not answered yet, to write it anew; it no longer counts as signed. Not after its campaign: it could not be submitted again. */
export const withdrawCommitment = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		const paper = found(await lockCommitment(call, id));
		allow(mayWrite(call.actor, paper));
		if (after(paper.state, 'withdraw') === undefined) throw new Conflict(() => m.commitments_conflict_notSubmitted());
		if (paper.isOver) throw new Conflict(() => m.commitments_conflict_stays());

		await saveState(call, paper, 'draft');
		await recordMove(call, paper, 'commitment.withdrawn');
	});
