import { allow, asItStands, Conflict, found, requireSeen, transact, type Call, type Seen } from '#platform';
import { m } from '#words';
import { after } from './commitment.ts';
import { mayAnswer } from './commitment.policy.ts';
import { markOfPaper } from './confirm-commitment.ts';
import { lockCommitment, saveReturn } from './commitment.store.ts';
import { recordMove } from './record-move.ts';

/** The commander gives it back with a comment; it no longer counts as signed until it is submitted again, which it could not be after its campaign. */
export const returnCommitment = (call: Call, id: string, comment: string, seen: Seen = asItStands): Promise<void> =>
	transact(call, async (call) => {
		const paper = found(await lockCommitment(call, id));
		allow(mayAnswer(call.actor, paper));
		if (after(paper.state, 'return') === undefined) throw new Conflict(() => m.commitments_conflict_notSubmitted());
		if (paper.isOver) throw new Conflict(() => m.commitments_conflict_stays());
		await requireSeen(seen, () => markOfPaper(paper));

		await saveReturn(call, paper, comment);
		await recordMove(call, paper, 'commitment.returned');
	});
