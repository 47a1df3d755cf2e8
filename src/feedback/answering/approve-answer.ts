import {
	allow,
	asItStands,
	Conflict,
	found,
	markOf,
	requireSeen,
	runLater,
	transact,
	type Call,
	type Seen,
} from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { notNow } from '../not-now.ts';
import type { Answer } from './answer.ts';
import { findOpenAnswer, listAnswers, saveApproval } from './answer.store.ts';
import { isUnheard, mayBeAnswered } from './draft-answer.ts';
import type { Feedback } from '../feedback.ts';
import { mayApprove } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { takePart } from '../routing/handler.store.ts';
import { seatOf } from '../seat.store.ts';
import { closeStatements } from '../handling/statement.store.ts';
import { findKept } from '../texts.store.ts';

/** Whoever handled it before, or an earlier stage, answers no more. The database holds it too, and goes further: no barred author. */
const isOfNow = (answer: Answer, feedback: Feedback): boolean =>
	answer.stage === feedback.stage && answer.draftedBy === feedback.handlerId;

/**
 * Somebody other than its author releases the answer: the sender reads it, the clock of the law stops. Whoever was accused without
 * ground is cleared in the same moment.
 */
export const approveAnswer = (call: Call, id: string, seen: Seen = asItStands): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		const answer = await findOpenAnswer(call, id);
		allow(mayApprove(call.actor, feedback, answer?.draftedBy ?? '', await seatOf(call)));
		if (answer?.state !== 'proposed' || !mayBeAnswered(feedback) || !isOfNow(answer, feedback)) throw notNow();
		await requireSeen(seen, () => markOfAnswer(call, id, answer.id));
		// Named since it was proposed.
		if (await isUnheard(call, feedback, answer.outcome)) throw new Conflict(() => m.feedback_desk_conflict_unheard());

		await takePart(call, feedback);
		await saveApproval(call, feedback, answer);
		const unfounded = feedback.accuses && answer.outcome === 'notUpheld';
		await closeStatements(call, id, unfounded);
		await runLater(call, 'feedback.shareAnswer', { feedbackId: id });
		const final = feedback.state === 'underReview';
		return advance(call, feedback, {
			event: final ? 'answeredFinal' : 'answered',
			state: final ? 'answeredFinal' : 'answered',
			change: { answeredOn: call.today, unfounded },
			detail: { outcome: answer.outcome },
			kept: [await findKept(call, id, answer.textId)],
		});
	});

/** All that the sender would read of it. */
export async function markOfAnswer(call: Call, feedbackId: string, answerId: string): Promise<string> {
	const answer = (await listAnswers(call, feedbackId)).find(({ id }) => id === answerId);
	return markOf(answerId, answer?.outcome, answer?.byUnitId, answer?.doneOn, answer?.text);
}
