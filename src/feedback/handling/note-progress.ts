import { allow, found, transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import { isAnswered, isOver, type Feedback } from '../feedback.ts';
import { mayHandle } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';

/** Tells the sender how far it is. */
export const noteProgress = (call: Call, id: string, note: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayHandle(call.actor, feedback));
		if (isAnswered(feedback.state) || isOver(feedback.state)) throw notNow();

		return advance(call, feedback, {
			event: 'progressNoted',
			change: { notedOn: call.today },
			says: { kind: 'progress', text: note },
		});
	});
