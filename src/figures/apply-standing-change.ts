import { transact, type Call } from '#platform';
import { lockCounters, prepareForSets } from './fold.store.ts';
import type { Day } from './period.ts';
import { moveCounters } from './standing-change.store.ts';

/** A unit stands under a node on the days [from, until); no `until`: for good. */
export type Standing = { unitId: number; nodeId: number; from: Day; until: Day | null };

/**
 * Brings the figures “as was” along with a change of the tree: called in the transaction that changed `unit_standing`, for
 * dated and back-dated changes and their reverts alike. What waits in the outbox is not touched: it will be folded by the
 * new tree.
 */
export const applyStandingChange = (
	call: Call,
	change: { removed: readonly Standing[]; added: readonly Standing[] },
): Promise<void> =>
	transact(call, async (call) => {
		await lockCounters(call);
		await prepareForSets(call);
		await moveCounters(call, [
			...change.removed.map((standing) => ({ ...standing, sign: -1 as const })),
			...change.added.map((standing) => ({ ...standing, sign: 1 as const })),
		]);
	});
