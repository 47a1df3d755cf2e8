import { allow, found, transact, type Call } from '#platform';
import { notNow } from '../not-now.ts';
import { findOpenAnswer, saveAnswerState } from './answer.store.ts';
import { mayApprove } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { seatOf } from '../seat.store.ts';
import { insertText } from '../texts.store.ts';

/** The second person gives the answer back to its author, with what is missing; the sender is not told of drafts. */
export const sendBackAnswer = (call: Call, id: string, comment: string): Promise<void> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		const answer = await findOpenAnswer(call, id);
		allow(mayApprove(call.actor, feedback, answer?.draftedBy ?? '', await seatOf(call)));
		if (answer?.state !== 'proposed') throw notNow();

		await saveAnswerState(call, answer, 'sentBack');
		await insertText(call, id, 'note', comment);
	});
