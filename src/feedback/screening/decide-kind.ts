import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { isOver, type Feedback } from '../feedback.ts';
import { mayApprove } from '../feedback.policy.ts';
import { lockFeedback, type Change } from '../feedback.store.ts';
import { writeToSender } from '../handling/message.store.ts';
import { findProposedKind, saveDecidedKind, type Reclassification } from './reclassification.store.ts';
import { asKind } from './screen-feedback.ts';
import { seatOf } from '../seat.store.ts';
import { findNote } from '../texts.store.ts';

/** A second person agrees that a case is of a less protected kind, or about nobody's conduct, or does not. The sender reads the reason that was given. */
export const decideKind = (call: Call, id: string, agreed: boolean): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		const proposal = await findProposedKind(call, id);
		allow(mayApprove(call.actor, feedback, proposal?.proposedBy ?? '', await seatOf(call)));
		if (!proposal || (agreed && proposal.fromKind !== feedback.kind) || isOver(feedback.state))
			throw new Conflict(() => m.feedback_conflict_notNow());

		await saveDecidedKind(call, proposal.id, agreed);
		const now = await advance(call, feedback, {
			event: eventOf(proposal, agreed),
			change: agreed ? await agreedChange(call, feedback, proposal) : {},
			detail: { kind: proposal.toKind, was: proposal.fromKind, dropsAccusation: proposal.dropsAccusation },
		});
		const reason = await findNote(call, id, proposal.textId);
		if (agreed && reason) await writeToSender(call, now, 'reason', reason);
		return now;
	});

const eventOf = ({ fromKind, toKind }: Reclassification, agreed: boolean): string =>
	agreed ? (fromKind === toKind ? 'accusationDropped' : 'reclassified') : 'kindKept';

const agreedChange = async (
	call: Call,
	feedback: Feedback,
	{ toKind, dropsAccusation }: Reclassification,
): Promise<Change> => ({
	...(await asKind(call, feedback, toKind)),
	...(dropsAccusation && { accuses: false }),
});
