import { Conflict, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import type { Feedback } from '../feedback.ts';
import { insertRating, writeFromSender, type Rating } from './sender.store.ts';

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
		if (!(await insertRating(call, feedback.id, rating))) throw new Conflict(() => m.feedback_follow_ratedBefore());
		const again = reopens(feedback, rating, reason);
		const now = await advance(call, feedback, {
			event: again ? 'reopened' : 'rated',
			...(again && { state: 'reopened' as const, change: { reopened: true, closedOn: null } }),
			bySender: true,
		});
		if (reason !== '') await writeFromSender(call, now, 'reason', reason);
	});
