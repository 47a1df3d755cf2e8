/**
 * How much work a form costs a browser: little as long as few forms are opened, and the more the more there are, up to what a weak phone does
 * in three seconds. Counted for everybody together, never for anybody.
 */

/** Iterations of PBKDF2 that one try costs. */
export const cost = 500;

/** Tries that a browser needs at most, when little goes on and at the most. */
export const tries = { quiet: 200, most: 800 } as const;

/**
 * What a weak phone does in a second: a Raspberry Pi was published at 650,000 iterations of PBKDF2-SHA256 on four cores, and a browser solves
 * on one.
 */
export const weakPhone = 160_000;

/** So many forms a minute are opened on a quiet day by one process. */
const quietMinute = 60;

/** How many tries a browser needs at most when so many forms were opened within a minute. */
export const triesFor = (openedInMinute: number): number =>
	Math.round(Math.min(tries.most, tries.quiet * Math.max(1, openedInMinute / quietMinute)));

/** Counts what was opened within the last minute: the part of the minute before that lies within it is taken as even. */
export function countingMinutes(): (now: number) => number {
	let [minute, counted, before] = [0, 0, 0];
	return (now) => {
		const at = Math.floor(now / 60_000);
		if (at !== minute) [minute, before, counted] = [at, at === minute + 1 ? counted : 0, 0];
		counted += 1;
		return counted + before * (1 - (now % 60_000) / 60_000);
	};
}
