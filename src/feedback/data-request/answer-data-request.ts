import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { isOver } from '../feedback.ts';
import { mayAnswerDataRequest } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { seatOf } from '../seat.store.ts';
import { keepText } from '../texts.store.ts';
import { findDataRequest, lockDataRequest, saveDataAnswer } from './data-request.store.ts';

/**
 * The desk grants or refuses, in words that the sender reads. Erasing what belongs to a case that still runs is refused by nature: it
 * is erased as soon as the case is over. Granted, the night erases it; what was withdrawn, after the days in which that can be taken back.
 */
export const answerDataRequest = (call: Call, id: string, granted: boolean, words: string): Promise<void> =>
	transact(call, async (call) => {
		const { feedbackId } = found(await findDataRequest(call, id));
		const feedback = found(await lockFeedback(call, feedbackId));
		allow(mayAnswerDataRequest(call.actor, feedback, await seatOf(call)));
		const request = await lockDataRequest(call, id);
		if (!request || request.answeredOn !== null || feedback.erasedOn !== null) throw notNow();
		const erases = granted && request.kind === 'erase';
		if (erases && !isOver(feedback.state)) throw new Conflict(() => m.feedback_data_conflict_runs());

		const said = await keepText(call, feedback.id, 'answer', words);
		await saveDataAnswer(call, id, granted, said.id);
		await advance(call, feedback, {
			event: 'dataAnswered',
			detail: { kind: request.kind, granted },
			kept: [said],
			...(erases && { change: { eraseOn: call.today, eraseWhy: 'request' as const } }),
		});
	});
