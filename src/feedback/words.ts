import { m } from '#words';
import type { Aspect, Channel, Kind, State, Topic } from './feedback.ts';

/** What kinds, topics, channels, states and aspects are called, the same everywhere. */
export const kindWord = (kind: Kind): string =>
	({
		praise: m.feedback_kind_praise,
		opinion: m.feedback_kind_opinion,
		rating: m.feedback_kind_rating,
		complaint: m.feedback_kind_complaint,
		denunciation: m.feedback_kind_denunciation,
	})[kind]();

export const topicWord = (topic: Topic): string =>
	({
		manner: m.feedback_topic_manner,
		ethics: m.feedback_topic_ethics,
		lifestyle: m.feedback_topic_lifestyle,
		conduct: m.feedback_topic_conduct,
		bearing: m.feedback_topic_bearing,
		responsibility: m.feedback_topic_responsibility,
	})[topic]();

export const channelWord = (channel: Channel): string =>
	({
		portal: m.feedback_channel_portal,
		post: m.feedback_channel_post,
		reception: m.feedback_channel_reception,
		hotline: m.feedback_channel_hotline,
		suggestionBox: m.feedback_channel_suggestionBox,
		forwarded: m.feedback_channel_forwarded,
	})[channel]();

export const stateWord = (state: State): string =>
	({
		received: m.feedback_state_received,
		screened: m.feedback_state_screened,
		guided: m.feedback_state_guided,
		assigned: m.feedback_state_assigned,
		accepted: m.feedback_state_accepted,
		inProgress: m.feedback_state_inProgress,
		awaitingSender: m.feedback_state_awaitingSender,
		suspended: m.feedback_state_suspended,
		answered: m.feedback_state_answered,
		satisfied: m.feedback_state_satisfied,
		silent: m.feedback_state_silent,
		objected: m.feedback_state_objected,
		underReview: m.feedback_state_underReview,
		answeredFinal: m.feedback_state_answeredFinal,
		closed: m.feedback_state_closed,
		transferOffered: m.feedback_state_transferOffered,
		merged: m.feedback_state_merged,
		withdrawn: m.feedback_state_withdrawn,
		reopened: m.feedback_state_reopened,
	})[state]();

export const aspectWord = (aspect: Aspect): string =>
	({
		openness: m.feedback_aspect_openness,
		access: m.feedback_aspect_access,
		onlineFiling: m.feedback_aspect_onlineFiling,
		reception: m.feedback_aspect_reception,
		timeliness: m.feedback_aspect_timeliness,
		result: m.feedback_aspect_result,
		feedbackHandling: m.feedback_aspect_feedbackHandling,
	})[aspect]();
