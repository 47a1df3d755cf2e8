import type { Choice } from '#ui';
import { m } from '#words';
import { outcomesOf, type Outcome } from '../answering/answer.ts';
import { channels, kinds, states, topics, type Kind } from '../feedback.ts';
import { channelWord, kindWord, stateWord, topicWord } from '../words.ts';

/** Lists to choose from, in the words that are the same everywhere. */
export const kindChoices = (among: readonly Kind[] = kinds): Choice[] =>
	among.map((kind) => ({ value: kind, label: kindWord(kind) }));
export const topicChoices = (): Choice[] => topics.map((topic) => ({ value: topic, label: topicWord(topic) }));
export const stateChoices = (): Choice[] => states.map((state) => ({ value: state, label: stateWord(state) }));
export const channelChoices = (): Choice[] =>
	channels
		.filter((channel) => channel !== 'portal')
		.map((channel) => ({ value: channel, label: channelWord(channel) }));
export const outcomeChoices = (kind: Kind): Choice[] =>
	outcomesOf(kind).map((outcome) => ({ value: outcome, label: outcomeWord(outcome) }));

export const outcomeWord = (outcome: Outcome): string =>
	({
		upheld: m.feedback_desk_outcome_upheld,
		partlyUpheld: m.feedback_desk_outcome_partlyUpheld,
		notUpheld: m.feedback_desk_outcome_notUpheld,
		explained: m.feedback_desk_outcome_explained,
		thanked: m.feedback_desk_outcome_thanked,
	})[outcome]();
