import { m } from '#words';
import type { Step } from '../feedback.store.ts';
import { stateWord } from '../words.ts';

const words: Record<string, () => string> = {
	received: m.feedback_desk_event_received,
	routed: m.feedback_desk_event_routed,
	screened: m.feedback_desk_event_screened,
	kindProposed: m.feedback_desk_event_kindProposed,
	reclassified: m.feedback_desk_event_reclassified,
	kindKept: m.feedback_desk_event_kindKept,
	split: m.feedback_desk_event_split,
	merged: m.feedback_desk_event_merged,
	assigned: m.feedback_desk_event_assigned,
	accepted: m.feedback_desk_event_accepted,
	started: m.feedback_desk_event_started,
	asked: m.feedback_desk_event_asked,
	replied: m.feedback_desk_event_replied,
	suspended: m.feedback_desk_event_suspended,
	resumed: m.feedback_desk_event_resumed,
	extended: m.feedback_desk_event_extended,
	progressNoted: m.feedback_desk_event_progressNoted,
	guided: m.feedback_desk_event_guided,
	transferOffered: m.feedback_desk_event_transferOffered,
	transferred: m.feedback_desk_event_transferred,
	offerReturned: m.feedback_desk_event_offerReturned,
	answered: m.feedback_desk_event_answered,
	answeredFinal: m.feedback_desk_event_answeredFinal,
	reviewOpened: m.feedback_desk_event_reviewOpened,
	senderSilent: m.feedback_desk_event_senderSilent,
	recused: m.feedback_desk_event_recused,
	officerIdentified: m.feedback_desk_event_officerIdentified,
	accusedAsked: m.feedback_desk_event_accusedAsked,
	rectificationOrdered: m.feedback_desk_event_rectificationOrdered,
	rectificationVerified: m.feedback_desk_event_rectificationVerified,
	rectificationSentBack: m.feedback_desk_event_rectificationSentBack,
	unitCommended: m.feedback_desk_event_unitCommended,
	published: m.feedback_desk_event_published,
	added: m.feedback_desk_event_added,
	rated: m.feedback_desk_event_rated,
	withdrawalTakenBack: m.feedback_desk_event_withdrawalTakenBack,
	receiptRenewed: m.feedback_desk_event_receiptRenewed,
};

/** What happened, in words; a step of a later version by the state it led to. */
export const stepWord = (step: Pick<Step, 'event' | 'state'>): string => words[step.event]?.() ?? stateWord(step.state);
