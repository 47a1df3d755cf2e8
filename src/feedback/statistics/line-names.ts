import { m } from '#words';
import type { Channel, Kind, Topic } from '../feedback.ts';
import { channelWord, kindWord, topicWord } from '../words.ts';
import type { Breakdown } from './tables.ts';

/** What a line of a published table is called. */
export function lineName(by: Breakdown, key: string, bodies: ReadonlyMap<string, string>): string {
	if (by === 'body') return bodies.get(key) ?? key;
	if (by === 'level') return levels[key]?.() ?? m.feedback_statistics_level_lower({ level: key });
	if (by === 'kind') return key === 'sealed' ? m.feedback_statistics_sealed() : kindWord(key as Kind);
	if (key === 'none') return m.feedback_statistics_noTopic();
	return by === 'topic' ? topicWord(key as Topic) : channelWord(key as Channel);
}

const levels: Record<string, () => string> = {
	none: () => m.feedback_statistics_level_oversight(),
	'0': () => m.feedback_statistics_level_root(),
	'1': () => m.feedback_statistics_level_province(),
};
