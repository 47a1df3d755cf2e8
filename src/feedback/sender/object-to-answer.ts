import { Conflict, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { settleBy } from '../clock/clock.ts';
import { clockOf } from '../clock/clock.store.ts';
import { mayBeObjectedTo, mayBeReviewed, type Feedback } from '../feedback.ts';
import { notNow } from '../not-now.ts';
import { onlyWithOwnReceipt, onlyWithSettledReceipt } from './renew-receipt.ts';

/**
 * The sender does not accept the answer: another unit, one level up, looks at it again.
 *
 * @throws {Conflict} after the last review that there can be
 */
export const objectToAnswer = (call: Call, feedback: Feedback, text: string): Promise<void> =>
	transact(call, async (call) => {
		await onlyWithOwnReceipt(call, feedback);
		if (!mayBeObjectedTo(feedback)) throw notNow();
		if (!mayBeReviewed(feedback)) throw new Conflict(() => m.feedback_follow_conflict_lastReview());
		// The time of its review runs from today, whenever that is opened. What was closed is not erased.
		const dueOn = settleBy(await clockOf(call, feedback), call.today);
		const change = { closedOn: null, dueOn, runsFrom: call.today };
		const says = { kind: 'objection', text } as const;
		await advance(call, feedback, { event: 'objected', state: 'objected', change, says, bySender: true });
	});

/** The sender accepts it. */
export const beSatisfied = (call: Call, feedback: Feedback): Promise<void> =>
	transact(call, async (call) => {
		await onlyWithSettledReceipt(call, feedback);
		await advance(call, feedback, { event: 'satisfied', state: 'satisfied', bySender: true });
	});
