import { formatDate, m } from '#words';
import type { Feedback } from '../../feedback.ts';
import type { Step } from '../../feedback.store.ts';
import { takeBackBy } from '../../sender/withdraw-case.ts';

/** Above the oversight body there is nobody: it reviews what it answered itself. */
export const reviewsItself = ({ event, unitId }: Step): boolean => event === 'reviewOpened' && unitId === null;

/** Where a case stands, as a sentence to its sender. */
export function whatNow(feedback: Feedback, steps: readonly Step[]): string {
	const opened = steps.findLast(({ event }) => event === 'reviewOpened');
	const words: Record<Feedback['state'], () => string> = {
		received: m.feedback_follow_now_received,
		screened: m.feedback_follow_now_screened,
		guided: m.feedback_follow_now_guided,
		assigned: m.feedback_follow_now_assigned,
		accepted: m.feedback_follow_now_inProgress,
		inProgress: m.feedback_follow_now_inProgress,
		awaitingSender: m.feedback_follow_now_awaitingSender,
		suspended: m.feedback_follow_now_suspended,
		answered: m.feedback_follow_now_answered,
		satisfied: m.feedback_follow_now_satisfied,
		silent: m.feedback_follow_now_silent,
		objected: feedback.withOversight ? m.feedback_follow_now_objected_last : m.feedback_follow_now_objected,
		underReview:
			opened && reviewsItself(opened) ? m.feedback_follow_now_underReview_last : m.feedback_follow_now_underReview,
		answeredFinal: m.feedback_follow_now_answeredFinal,
		closed: m.feedback_follow_now_closed,
		transferOffered: m.feedback_follow_now_transferOffered,
		merged: m.feedback_follow_now_merged,
		withdrawn: () =>
			m.feedback_follow_now_withdrawn({ date: formatDate(feedback.withdrawnOn && takeBackBy(feedback.withdrawnOn)) }),
		reopened: m.feedback_follow_now_reopened,
	};
	return words[feedback.state]();
}
