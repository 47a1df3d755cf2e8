import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { isLessProtected, isOver, isSealed, type Feedback, type Kind } from '../feedback.ts';
import { mayRun } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { findProposedKind, insertProposedKind } from './reclassification.store.ts';
import { seatOf } from '../seat.store.ts';
import { insertText } from '../texts.store.ts';

/** `dropsAccusation`: it is about nobody's conduct, and so nobody is in its conflict set any more. */
export type KindProposal = { kind: Kind; reason: string; dropsAccusation?: boolean };

/**
 * Proposes that a case is of a less protected kind than it came as, or about nobody's conduct. Nothing changes until somebody else agrees; that it was
 * proposed is told to the sender and stands in the log.
 */
export const proposeKind = (call: Call, id: string, proposal: KindProposal): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayRun(call.actor, feedback, await seatOf(call)));
		const { kind, dropsAccusation = false } = proposal;
		const isLess = isLessProtected(feedback.kind, kind);
		if (isOver(feedback.state) || !(isLess || (dropsAccusation && kind === feedback.kind))) throw notNow();
		if (dropsAccusation && (!feedback.accuses || isSealed(kind))) throw notNow();
		if (await findProposedKind(call, id)) throw new Conflict(() => m.feedback_desk_conflict_kindProposed());

		const textId = await insertText(call, id, 'note', proposal.reason);
		await insertProposedKind(call, id, { fromKind: feedback.kind, toKind: kind, dropsAccusation, textId });
		return advance(call, feedback, {
			event: isLess ? 'kindProposed' : 'accusationDoubted',
			detail: { kind, was: feedback.kind, dropsAccusation },
		});
	});
