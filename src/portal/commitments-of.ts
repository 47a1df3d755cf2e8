import type { Call } from '#platform';
import type { Shown } from './publication.store.ts';

export const commitmentsOf = (call: Call, campaign: Shown) =>
	Promise.resolve({ signed: call ? 0 : campaign.id, asked: 0 });
