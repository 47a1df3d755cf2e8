import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import type { Feedback } from '../feedback.ts';
import { mayHandle } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { daysLeftToWait } from './pause.ts';

/** Asks the sender one question; the clock stands still until the reply, for fifteen days in all. */
export const askSender = (call: Call, id: string, question: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayHandle(call.actor, feedback));
		if (daysLeftToWait(feedback) === 0) throw new Conflict(() => m.feedback_desk_conflict_waited());

		return advance(call, feedback, {
			event: 'asked',
			state: 'awaitingSender',
			change: { pausedOn: call.today },
			says: { kind: 'question', text: question },
		});
	});
