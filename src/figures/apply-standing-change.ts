import type { Standing, StandingChange } from '#organisation';
import { transact, type Call } from '#platform';
import { lockCounters, prepareForSets } from './fold.store.ts';
import { moveCounters } from './standing-change.store.ts';

/** A standing that begins to count (1) or counts no longer (−1). */
export type SignedStanding = Standing & { sign: 1 | -1 };

/**
 * Brings the figures “as was” along with a change of the tree: called in the transaction that changed `unit_standing`, for
 * dated and back-dated changes and their reverts alike. What waits in the outbox is not touched: it will be folded by the
 * new tree.
 */
export const applyStandingChange = (call: Call, change: StandingChange): Promise<void> =>
	transact(call, async (call) => {
		await lockCounters(call);
		await prepareForSets(call);
		await moveCounters(call, [
			...change.removed.map((standing) => ({ ...standing, sign: -1 as const })),
			...change.added.map((standing) => ({ ...standing, sign: 1 as const })),
		]);
	});
