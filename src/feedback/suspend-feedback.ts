import { allow, found, transact, type Call } from '#platform';
import { advance } from './advance.ts';
import type { Feedback } from './feedback.ts';
import { mayHandle } from './feedback.policy.ts';
import { lockFeedback } from './feedback.store.ts';
import { writeToSender } from './message.store.ts';

/** The law suspends the matter; the clock stands still, and the sender reads the ground. */
export const suspendFeedback = (call: Call, id: string, ground: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayHandle(call.actor, feedback));

		const now = await advance(call, feedback, {
			event: 'suspended',
			state: 'suspended',
			change: { pausedOn: call.today },
		});
		await writeToSender(call, now, 'reason', ground);
		return now;
	});
