/** Below this many members a rate would tell about persons, so there is none. */
export const smallestGroup = 30;

/**
 * A share as the public sees it: whole percent, or nothing at all for a group too small. Rounding never claims that all
 * is done or that nothing is.
 */
export function publicPercent(numerator: number, denominator: number): number | undefined {
	if (denominator < smallestGroup) return undefined;
	const share = Math.min(1, Math.max(0, numerator / denominator));
	const percent = Math.round(share * 100);
	if (percent === 100 && share < 1) return 99;
	return percent === 0 && share > 0 ? 1 : percent;
}
