import { m } from '#words';
import type { Choice } from '#ui';

const scores = [
	m.feedback_follow_score_1,
	m.feedback_follow_score_2,
	m.feedback_follow_score_3,
	m.feedback_follow_score_4,
	m.feedback_follow_score_5,
] as const;

/** @param score 1 … 5 */
export const scoreWord = (score: number): string => scores[score - 1]?.() ?? '';

/** Five to one, the best first, as people expect it. */
export const scale = (): Choice[] =>
	[5, 4, 3, 2, 1].map((score) => ({ value: String(score), label: scoreWord(score) }));
