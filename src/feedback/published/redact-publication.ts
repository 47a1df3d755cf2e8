import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { hasAnswer } from '../answering/answer.store.ts';
import { isAnswered, type Feedback } from '../feedback.ts';
import { mayWorkOn } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { saveRedaction, type Redaction } from './publication.store.ts';
import { seatOf } from '../seat.store.ts';

/**
 * Opinions and praise whose sender agreed, once answered; nothing sealed ever, nothing that was withdrawn, and no accusation without ground.
 *
 * @param answered an answer was released; guidance is none
 */
export const mayBePublished = (feedback: Feedback, answered: boolean): boolean =>
	feedback.wantsPublication &&
	['opinion', 'praise'].includes(feedback.kind) &&
	answered &&
	isAnswered(feedback.state) &&
	!feedback.unfounded &&
	feedback.state !== 'guided' &&
	feedback.withdrawnOn === null;

/** Rewrites a question and its answer without personal data. It is public only once a second person has released it. */
export const redactPublication = (call: Call, id: string, redaction: Redaction): Promise<void> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayWorkOn(call.actor, feedback, await seatOf(call)));
		if (!mayBePublished(feedback, await hasAnswer(call, id))) throw notNow();
		if (!(await saveRedaction(call, feedback, redaction)))
			throw new Conflict(() => m.feedback_desk_conflict_published());
	});
