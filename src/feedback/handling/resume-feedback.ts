import { allow, found, transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import { clockOf } from '../clock/clock.store.ts';
import { isPaused, type Feedback } from '../feedback.ts';
import { mayHandle } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { clockGoesOn } from './pause.ts';

/** The handler goes on: without waiting longer for the sender, or because the ground to suspend is gone. */
export const resumeFeedback = (call: Call, id: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayHandle(call.actor, feedback));
		return goOn(call, feedback);
	});

/** The clock goes on, and the case goes back to where it was paused. */
export async function goOn(call: Call, feedback: Feedback): Promise<Feedback> {
	if (!isPaused(feedback.state)) throw notNow();
	return advance(call, feedback, {
		event: 'resumed',
		state: feedback.beforeState ?? 'inProgress',
		change: clockGoesOn(await clockOf(call, feedback), feedback, call.today),
	});
}
