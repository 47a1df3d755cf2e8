import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from './advance.ts';
import { isLessProtected, isOver, type Feedback, type Kind } from './feedback.ts';
import { mayRun } from './feedback.policy.ts';
import { lockFeedback } from './feedback.store.ts';
import { findProposedKind, insertProposedKind } from './reclassification.store.ts';
import { seatOf } from './seat.store.ts';
import { insertText } from './texts.store.ts';

/**
 * Proposes that a case is of a less protected kind than it came as. Nothing changes until somebody else agrees; that it was
 * proposed is told to the sender and stands in the log.
 */
export const proposeKind = (call: Call, id: string, proposal: { kind: Kind; reason: string }): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayRun(call.actor, feedback, await seatOf(call)));
		if (isOver(feedback.state) || !isLessProtected(feedback.kind, proposal.kind))
			throw new Conflict(() => m.feedback_conflict_notNow());
		if (await findProposedKind(call, id)) throw new Conflict(() => m.feedback_desk_conflict_kindProposed());

		const textId = await insertText(call, id, 'note', proposal.reason);
		await insertProposedKind(call, id, { fromKind: feedback.kind, toKind: proposal.kind, textId });
		return advance(call, feedback, {
			event: 'kindProposed',
			detail: { kind: proposal.kind, was: feedback.kind },
		});
	});
