import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { extended } from '../clock/clock.ts';
import { clockOf } from '../clock/clock.store.ts';
import { isAnswered, isOver, type Feedback } from '../feedback.ts';
import { mayExtend } from '../feedback.policy.ts';
import { hasStep, lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { seatOf } from '../seat.store.ts';

/**
 * Gives more time, as often as the law allows: by somebody above the handler, before the due date, with a reason that the sender
 * reads.
 */
export const extendFeedback = (call: Call, id: string, reason: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayExtend(call.actor, feedback, await seatOf(call)));
		if (isAnswered(feedback.state) || isOver(feedback.state)) throw notNow();
		if (call.today > feedback.dueOn) throw new Conflict(() => m.feedback_desk_conflict_pastDue());
		const clock = await clockOf(call, feedback);
		// Where the law counts from taking it up, there is no time to settle it yet that could be longer.
		if (clock.profile.acceptDays !== null && !(await hasStep(call, id, 'accepted'))) throw notNow();
		if (feedback.extensions >= clock.profile.mostExtensions)
			throw new Conflict(() => m.feedback_desk_conflict_extended());

		const dueOn = extended(clock, feedback.dueOn);
		return advance(call, feedback, {
			event: 'extended',
			change: { dueOn, extensions: feedback.extensions + 1 },
			detail: { from: feedback.dueOn, to: dueOn },
			says: { kind: 'reason', text: reason },
		});
	});
