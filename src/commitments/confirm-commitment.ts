import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { after } from './commitment.ts';
import { mayAnswer } from './commitment.policy.ts';
import { lockCommitment, saveConfirmation } from './commitment.store.ts';
import { recordMove } from './record-move.ts';

/** The commander has read it and takes note of the promise; from now on it stands as it is. */
export const confirmCommitment = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		const paper = found(await lockCommitment(call, id));
		allow(mayAnswer(call.actor, paper));
		if (after(paper.state, 'confirm') === undefined) throw new Conflict(() => m.commitments_conflict_notSubmitted());

		await saveConfirmation(call, paper);
		await recordMove(call, paper, 'commitment.confirmed');
	});
