import { dayIn, m } from '#words';
import type { TimelineEntry } from '#ui';
import type { Step } from '../../feedback.store.ts';
import type { Handled } from '../../sender/senders-view.store.ts';
import { stateWord } from '../../words.ts';
import { reviewsItself } from './what-now.ts';

const words: Record<string, () => string> = {
	received: m.feedback_follow_event_received,
	routed: m.feedback_follow_event_routed,
	screened: m.feedback_follow_event_screened,
	split: m.feedback_follow_event_split,
	merged: m.feedback_follow_event_merged,
	assigned: m.feedback_follow_event_assigned,
	accepted: m.feedback_follow_event_accepted,
	started: m.feedback_follow_event_started,
	asked: m.feedback_follow_event_asked,
	replied: m.feedback_follow_event_replied,
	suspended: m.feedback_follow_event_suspended,
	resumed: m.feedback_follow_event_resumed,
	extended: m.feedback_follow_event_extended,
	guided: m.feedback_follow_event_guided,
	transferOffered: m.feedback_follow_event_transferOffered,
	offerReturned: m.feedback_follow_event_offerReturned,
	transferred: m.feedback_follow_event_transferred,
	progressNoted: m.feedback_follow_event_progressNoted,
	officerIdentified: m.feedback_follow_event_officerIdentified,
	kindProposed: m.feedback_follow_event_kindProposed,
	accusationDoubted: m.feedback_follow_event_accusationDoubted,
	accusationDropped: m.feedback_follow_event_accusationDropped,
	recused: m.feedback_follow_event_recused,
	clearingProposed: m.feedback_follow_event_clearingProposed,
	officerCleared: m.feedback_follow_event_officerCleared,
	clearingRefused: m.feedback_follow_event_clearingRefused,
	accusedAsked: m.feedback_follow_event_accusedAsked,
	reviewOpened: m.feedback_follow_event_reviewOpened,
	rectificationOrdered: m.feedback_follow_event_rectificationOrdered,
	rectificationDone: m.feedback_follow_event_rectificationDone,
	rectificationVerified: m.feedback_follow_event_rectificationVerified,
	published: m.feedback_follow_event_published,
	unitCommended: m.feedback_follow_event_unitCommended,
	added: m.feedback_follow_event_added,
	rated: m.feedback_follow_event_rated,
	notTheSame: m.feedback_follow_event_notTheSame,
	unmerged: m.feedback_follow_event_unmerged,
	withdrawalTakenBack: m.feedback_follow_event_withdrawalTakenBack,
	receiptRenewed: m.feedback_follow_event_receiptRenewed,
	escalated: m.feedback_follow_event_escalated,
	waitedEnough: m.feedback_follow_event_waitedEnough,
	counted: m.feedback_follow_event_counted,
	accusationSeen: m.feedback_follow_event_accusationSeen,
	reclassified: m.feedback_follow_event_reclassified,
	kindKept: m.feedback_follow_event_kindKept,
	rectificationSentBack: m.feedback_follow_event_rectificationSentBack,
	dataAsked: m.feedback_follow_event_dataAsked,
	dataAnswered: m.feedback_follow_event_dataAnswered,
};

/** A step in plain words, with who did it, and its day: hours would say more of when somebody was at the form than they tell. */
export function stepEntry(step: Step, handled: readonly Handled[]): TimelineEntry {
	const by = handled.find((each) => each.step === step.step);
	const who = [by?.who, by?.unit].filter(Boolean).join(' · ');
	const word = reviewsItself(step) ? m.feedback_follow_event_reviewOpened_last : words[step.event];
	return { at: dayIn(step.at), title: word?.() ?? stateWord(step.state), ...(who && { who }) };
}
