import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { clockOf } from '../clock/clock.store.ts';
import type { Feedback } from '../feedback.ts';
import { mayExtend } from '../feedback.policy.ts';
import { hasStep, lockFeedback } from '../feedback.store.ts';
import { seatOf } from '../seat.store.ts';

/**
 * The law suspends the matter: by order of somebody above the handler, once, for as many days as the law for its kind allows; then the
 * clock goes on by itself. The sender reads the ground.
 */
export const suspendFeedback = (call: Call, id: string, ground: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayExtend(call.actor, feedback, await seatOf(call)));
		const { profile } = await clockOf(call, feedback);
		if (profile.suspendDays === null || (await hasStep(call, id, 'suspended')))
			throw new Conflict(() => m.feedback_desk_conflict_suspend());

		return advance(call, feedback, {
			event: 'suspended',
			state: 'suspended',
			change: { pausedOn: call.today },
			says: { kind: 'reason', text: ground },
		});
	});
