import { allow, found, markOf, requireSeen, type Call, type Seen } from '#platform';
import type { Feedback } from '../feedback.ts';
import { mayApprove } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { seatOf } from '../seat.store.ts';
import { findNote } from '../texts.store.ts';

/** What one person says should become of a case, and why; nothing comes of it until a second person agrees. */
export type Proposal = { id: string; textId: string | null; proposedBy: string };

/**
 * A case and what was proposed of it, for who decides on it: a second person, who says what they saw. The database holds the rest, and with it
 * `find` answers only what stands (`app.decided_by_another`, `app.proposals_end`).
 *
 * @throws {Conflict} when nothing is proposed, or no longer
 * @throws {ChangedSince} when what is proposed is not what was `seen`
 */
export async function lockProposed<P extends Proposal>(
	call: Call,
	id: string,
	find: (call: Call, id: string) => Promise<P | undefined>,
	seen: Seen,
): Promise<{ feedback: Feedback; proposal: P }> {
	const feedback = found(await lockFeedback(call, id));
	const proposal = await find(call, id);
	allow(mayApprove(call.actor, feedback, proposal?.proposedBy ?? '', await seatOf(call)));
	if (!proposal) throw notNow();
	await requireSeen(seen, () => markOfProposal(call, id, proposal));
	return { feedback, proposal };
}

/** All that is proposed, and the words in which it is. */
export const markOfProposal = async (call: Call, feedbackId: string, proposal: Proposal): Promise<string> =>
	markOf(proposal, proposal.textId && (await findNote(call, feedbackId, proposal.textId)));
