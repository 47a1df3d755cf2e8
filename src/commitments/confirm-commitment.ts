import { allow, asItStands, Conflict, found, markOf, requireSeen, transact, type Call, type Seen } from '#platform';
import { m } from '#words';
import { after, type Commitment } from './commitment.ts';
import { mayAnswer } from './commitment.policy.ts';
import { lockCommitment, saveConfirmation } from './commitment.store.ts';
import { recordMove } from './record-move.ts';

/** The commander has read it and takes note of the promise; from now on it stands as it is. */
export const confirmCommitment = (call: Call, id: string, seen: Seen = asItStands): Promise<void> =>
	transact(call, async (call) => {
		const paper = found(await lockCommitment(call, id));
		allow(mayAnswer(call.actor, paper));
		if (after(paper.state, 'confirm') === undefined) throw new Conflict(() => m.commitments_conflict_notSubmitted());
		await requireSeen(seen, () => markOfPaper(paper));

		await saveConfirmation(call, paper);
		await recordMove(call, paper, 'commitment.confirmed');
	});

/** By this a commander's answer is known to mean the text that was read: whatever is written anew is submitted by another step. */
export const markOfPaper = ({ id, step }: Pick<Commitment, 'id' | 'step'>): string => markOf(id, step);
