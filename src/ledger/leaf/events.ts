/** What the figures take from an event; a sealed leaf says no more of it than that. */

/** After which nothing is due although nothing was answered. */
export const resting: ReadonlySet<string> = new Set(['rests', 'withdrawn', 'merged', 'guided', 'asked', 'suspended']);

/** After which it is due again, also when it was answered before. */
export const waking: ReadonlySet<string> = new Set([
	'goesOn',
	'withdrawalTakenBack',
	'replied',
	'waitedEnough',
	'resumed',
	'reopened',
	'objected',
	'reviewOpened',
	'notTheSame',
	'unmerged',
]);

/** Guidance is no answer; what a review says is one, also when nothing was answered before it. */
export const answering: ReadonlySet<string> = new Set(['answered', 'answeredFinal']);

/** All that a sealed leaf says of what happened. */
export const sealedEvents: ReadonlySet<string> = new Set(['received', 'answered', 'rests', 'goesOn', 'step']);

/**
 * The word for an event of a sealed case: whoever knows of one day of it, the accused of the day on which they were asked, would
 * otherwise find its leaves by that word and read all that follows.
 */
export function sealedWord(event: string): string {
	if (event === 'received') return event;
	if (answering.has(event)) return 'answered';
	if (resting.has(event)) return 'rests';
	return waking.has(event) ? 'goesOn' : 'step';
}
