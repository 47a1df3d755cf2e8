import { formatDate, m } from '#words';
import type { Feedback } from '../../feedback.ts';
import { takeBackBy } from '../../sender/withdraw-case.ts';

/** Where a case stands, as a sentence to its sender. */
export function whatNow(feedback: Feedback): string {
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
		objected: m.feedback_follow_now_objected,
		underReview: m.feedback_follow_now_underReview,
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
