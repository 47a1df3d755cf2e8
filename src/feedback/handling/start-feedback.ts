import { allow, found, transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import type { Feedback } from '../feedback.ts';
import { mayHandle } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';

/** The handler begins to look into it. */
export const startFeedback = (call: Call, id: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayHandle(call.actor, feedback));
		// A pause ends in progress too, but not by beginning anew: its clock has to go on.
		if (feedback.state !== 'accepted') throw notNow();
		return advance(call, feedback, { event: 'started', state: 'inProgress' });
	});
