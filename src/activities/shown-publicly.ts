import { pageChanged, type Call } from '#platform';
import type { Activity } from './activity.ts';

/** The portal's pages that name an event are out of date: those of every campaign that it serves, or `served` until this change. */
export const shownOtherwise = (
	call: Call,
	{ campaignIds }: Pick<Activity, 'campaignIds'>,
	served: readonly number[] = [],
) => pageChanged(call, ...[...new Set([...campaignIds, ...served])].map((campaign) => `campaign:${campaign}`));
