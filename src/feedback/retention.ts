import { addDays } from '#words';
import type { Kind } from './feedback.ts';

/**
 * How long what a case says is kept after its end, in days. Opinions and praise: two years, for the yearly comparison. Complaints and
 * denunciations: five years, the time in which a decision on them may be taken up again. Ratings hold no words: one year.
 */
const kept: Record<Kind, number> = {
	rating: 365,
	praise: 2 * 365,
	opinion: 2 * 365,
	complaint: 5 * 365,
	denunciation: 5 * 365,
};

export const retentionDays = (kind: Kind): number => kept[kind];

export const retainUntil = (kind: Kind, closedOn: string): string => addDays(closedOn, retentionDays(kind));
