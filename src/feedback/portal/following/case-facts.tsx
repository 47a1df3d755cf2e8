import { formatDate, m } from '#words';
import { Facts } from '#ui';
import type { Feedback } from '../../feedback.ts';
import type { Handled } from '../../sender/senders-view.store.ts';
import { kindWord } from '../../words.ts';

/** What it is, who has it and by which rule, by when and why then. */
export const CaseFacts = ({
	feedback,
	handled,
	basis,
}: {
	feedback: Feedback;
	handled: Handled | undefined;
	basis: string;
}) => (
	<Facts
		rows={[
			[m.feedback_follow_kind(), kindWord(feedback.kind)],
			[m.feedback_follow_handledBy(), handledBy(feedback, handled)],
			[m.feedback_follow_why(), ruleOf(feedback)],
			[m.feedback_file_due(), formatDate(feedback.dueOn)],
			[m.feedback_file_basis(), basis],
			[m.feedback_follow_received(), formatDate(feedback.receivedOn)],
		]}
	/>
);

const handledBy = ({ withOversight }: Feedback, handled: Handled | undefined): string => {
	const unit = withOversight ? m.feedback_follow_oversight() : handled?.unit;
	return [unit, handled?.who].filter(Boolean).join(' · ') || m.feedback_follow_nobodyYet();
};

const ruleOf = ({ routing }: Feedback): string =>
	routing === null
		? ''
		: {
				ownDesk: m.feedback_follow_rule_ownDesk,
				nearestAbove: m.feedback_follow_rule_nearestAbove,
				oversight: m.feedback_follow_rule_oversight,
				transferred: m.feedback_follow_rule_transferred,
				review: m.feedback_follow_rule_review,
				late: m.feedback_follow_rule_late,
			}[routing]();
