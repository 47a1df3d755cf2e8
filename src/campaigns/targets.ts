import type { Call } from '#platform';
import { sumTargets } from './task.store.ts';

/** What a unit has set itself in a campaign: the sum of its tasks' numbers by metric, of plans in force. */
export const targetsFor = (
	call: Call,
	unitId: number,
	campaignId: number,
): Promise<{ metric: string; target: number }[]> => sumTargets(call, unitId, campaignId);
