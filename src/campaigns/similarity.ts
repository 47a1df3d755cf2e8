import type { ForkedTask, TaskContent } from './task.ts';

/** From here on a text counts as copied: the same words but for a place name or a date. */
const copied = 0.85;

/**
 * How alike two texts are, 0 to 1: the share of word pairs they have in common (Dice). Marks and order count, case,
 * spaces and punctuation do not.
 */
export function similarity(one: string, other: string): number {
	const [a, b] = [pairs(one), pairs(other)];
	if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0;
	const rest = new Map<string, number>();
	for (const pair of b) rest.set(pair, (rest.get(pair) ?? 0) + 1);
	let common = 0;
	for (const pair of a) {
		const left = rest.get(pair) ?? 0;
		if (left > 0) {
			common++;
			rest.set(pair, left - 1);
		}
	}
	return (2 * common) / (a.length + b.length);
}

/**
 * Does an adaptation only repeat the superior plan? Its words are the parent's, and the number or the date is the
 * parent's too: the usual sign of a plan written for form's sake. A hint, never a refusal.
 */
export const copiesParent = (parent: TaskContent, own: TaskContent): boolean =>
	similarity(parent.content, own.content) >= copied &&
	((own.target !== null && own.target === parent.target) || (own.dueOn !== null && own.dueOn === parent.dueOn));

/** How many of the tasks taken over or adapted only repeat the parent's. */
export const copiedIn = (fork: readonly ForkedTask[]): { copied: number; of: number } => {
	const local = fork.filter(({ own }) => own && own.decision !== 'notApplicable');
	return { copied: local.filter(({ parent, own }) => own && copiesParent(parent, own)).length, of: local.length };
};

function pairs(text: string): string[] {
	const words =
		text
			.normalize('NFC')
			.toLowerCase()
			.match(/[\p{L}\p{N}]+/gu) ?? [];
	return words.length === 1 ? words : words.slice(1).map((word, at) => `${words[at]} ${word}`);
}
