import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { after, type Kept } from './commitment.ts';
import { mayAnswer } from './commitment.policy.ts';
import { lockCommitment } from './commitment.store.ts';
import { recordMove } from './record-move.ts';
import { saveFinding } from './review.store.ts';

/** The commander has read what the author says of the commitment, and finds how it was kept; the last word on it. */
export const reviewCommitment = (call: Call, id: string, finding: { result: Kept; comment: string }): Promise<void> =>
	transact(call, async (call) => {
		const paper = found(await lockCommitment(call, id));
		allow(mayAnswer(call.actor, paper));
		if (after(paper.state, 'review') === undefined) throw new Conflict(() => m.commitments_conflict_notFiled());

		await saveFinding(call, paper, finding);
		await recordMove(call, paper, 'commitment.reviewed');
	});
