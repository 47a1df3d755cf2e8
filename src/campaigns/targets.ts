import type { Call } from '#platform';
import { isOfShare } from './target-words.ts';
import { sumTargets } from './task.store.ts';

/** What a unit has set itself in a campaign, by metric, in its plans in force. */
export async function targetsFor(
	call: Call,
	unitId: number,
	campaignId: number,
): Promise<{ metric: string; target: number }[]> {
	return (await sumTargets(call, unitId, campaignId)).map(together);
}

/** Numbers add up; of percents the highest counts. */
export const together = ({ metric, sum, most }: { metric: string; sum: number; most: number }) => ({
	metric,
	target: isOfShare(metric) ? most : sum,
});
