/**
 * Small groups are kept back, and so much more that nobody can work them out from the rest (cell suppression with complements).
 * A table here is one breakdown with its sums: the rows partition the whole.
 */

/** A cell of a published table: `null` is kept back. */
export type Cell = number | null;

/**
 * One column of counts and its sum. Every count from 1 below `smallest` is kept back; when what is kept back could be worked out from
 * the sum — cells that are small together, and so a single one — the next smallest go with it. Zeros are shown: nobody stands behind
 * them. The sum itself is kept back when it is small, or when no other cell is left to hide behind.
 */
export function suppressed(counts: readonly number[], smallest: number): { cells: Cell[]; sum: Cell } {
	const sum = counts.reduce((left, right) => left + right, 0);
	const hidden = new Set(counts.flatMap((count, at) => (isSmall(count, smallest) ? [at] : [])));
	if (isSmall(sum, smallest)) return { cells: counts.map((count) => (count > 0 ? null : 0)), sum: null };
	const others = counts
		.map((count, at) => ({ count, at }))
		.filter(({ count, at }) => count > 0 && !hidden.has(at))
		.toSorted((a, b) => a.count - b.count);
	const hiddenSum = () => [...hidden].reduce((total, at) => total + counts[at]!, 0);
	while (hidden.size > 0 && hiddenSum() < smallest) {
		const next = others.shift();
		if (!next) return { cells: counts.map((count, at) => (hidden.has(at) ? null : count)), sum: null };
		hidden.add(next.at);
	}
	return { cells: counts.map((count, at) => (hidden.has(at) ? null : count)), sum };
}

/** A part of a whole that is shown too: the part is kept back when it, or what is left of the whole, is small. */
export const partShown = (part: number, whole: Cell, smallest: number): Cell =>
	whole === null || isSmall(part, smallest) || isSmall(whole - part, smallest) ? null : part;

/** A rate in whole percent, only of thirty and more. */
export const rateShown = (part: Cell, whole: Cell): Cell =>
	part === null || whole === null || whole < fewestForRate ? null : Math.round((part / whole) * 100);

export const fewestForRate = 30;

const isSmall = (count: number, smallest: number): boolean => count > 0 && count < smallest;
