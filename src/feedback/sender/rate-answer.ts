import { Conflict, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { settleBy } from '../clock/clock.ts';
import { clockOf } from '../clock/clock.store.ts';
import type { Feedback } from '../feedback.ts';
import type { Change } from '../feedback.store.ts';
import { onlyWithOwnReceipt } from './renew-receipt.ts';
import { insertRating, type Rating } from './sender.store.ts';

/** Of five: with so little, and a reason, a closed case is opened again. */
const low = 2;

/** May a rating open the case again? Once. */
export const reopens = (feedback: Feedback, { overall }: Rating, reason: string): boolean =>
	feedback.state === 'closed' && !feedback.reopened && overall <= low && reason !== '';

/**
 * The sender rates the handling, once, in whatever state it is. A low rating with its reason opens a closed case again, once.
 *
 * @throws {Conflict} when it was rated before
 */
export const rateAnswer = (call: Call, feedback: Feedback, rating: Rating, reason: string): Promise<void> =>
	transact(call, async (call) => {
		await onlyWithOwnReceipt(call, feedback);
		if (!(await insertRating(call, feedback.id, rating))) throw new Conflict(() => m.feedback_follow_ratedBefore());
		const again = reopens(feedback, rating, reason);
		await advance(call, feedback, {
			event: again ? 'reopened' : 'rated',
			...(again && { state: 'reopened' as const, change: await anew(call, feedback) }),
			...(reason !== '' && { says: { kind: 'reason' as const, text: reason } }),
			bySender: true,
		});
	});

/** It has as long as the law gives to settle it, from today; that the first answer came late stays so. */
async function anew(call: Call, feedback: Feedback): Promise<Change> {
	const dueOn = settleBy(await clockOf(call, feedback), call.today);
	return { reopened: true, closedOn: null, dueOn, runsFrom: call.today };
}
