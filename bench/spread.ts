/** How long things took, in milliseconds. */
export type Spread = { count: number; median: number; p95: number; worst: number };

export function spreadOf(milliseconds: readonly number[]): Spread {
	const sorted = milliseconds.toSorted((a, b) => a - b);
	const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
	return { count: sorted.length, median: at(0.5), p95: at(0.95), worst: at(1) };
}
