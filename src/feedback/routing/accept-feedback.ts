import { allow, found, transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import { settleBy } from '../clock/clock.ts';
import { clockOf } from '../clock/clock.store.ts';
import type { Feedback } from '../feedback.ts';
import { mayHandle } from '../feedback.policy.ts';
import { isBeingSettled, lockFeedback } from '../feedback.store.ts';
import { takePart } from './handler.store.ts';

/**
 * The handler takes a case up. Where the law counts from that decision, the time to settle it begins: on this day, or on the one by which
 * it had to be taken up, so that whoever decides late gains nothing.
 */
export const acceptFeedback = (call: Call, id: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayHandle(call.actor, feedback));

		await takePart(call, feedback);
		const clock = await clockOf(call, feedback);
		// Once: somebody else who takes it up later gains no time.
		const begins = call.today < feedback.dueOn ? call.today : feedback.dueOn;
		const countsFromHere = clock.profile.acceptDays !== null && !(await isBeingSettled(call, feedback));
		return advance(call, feedback, {
			event: 'accepted',
			state: 'accepted',
			change: countsFromHere ? { dueOn: settleBy(clock, begins), runsFrom: begins } : {},
		});
	});
