import { transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import { clockOf } from '../clock/clock.store.ts';
import type { Feedback } from '../feedback.ts';
import { clockGoesOn } from '../handling/pause.ts';
import { notNow } from '../not-now.ts';
import { onlyWithOwnReceipt } from './renew-receipt.ts';

/** The sender answers what was asked; the case goes back to where it waited, and its clock goes on. */
export const replyToQuestion = (call: Call, feedback: Feedback, text: string): Promise<void> =>
	transact(call, async (call) => {
		await onlyWithOwnReceipt(call, feedback);
		if (feedback.state !== 'awaitingSender') throw notNow();
		await advance(call, feedback, {
			event: 'replied',
			state: feedback.beforeState === 'underReview' ? 'underReview' : 'inProgress',
			change: clockGoesOn(await clockOf(call, feedback), feedback, call.today),
			says: { kind: 'reply', text },
			bySender: true,
		});
	});
