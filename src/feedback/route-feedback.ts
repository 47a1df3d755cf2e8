import { found, transact, work, type Call, type House } from '#platform';
import { advance } from './advance.ts';
import type { Feedback } from './feedback.ts';
import { findEligibleDesk, listUnrouted, lockFeedback } from './feedback.store.ts';

/**
 * Finds the desk that may handle a case: the nearest above whom it is about whose desk has somebody who is not in the conflict
 * set; the external oversight body when there is none. By the worker, so that filing waits for nothing.
 */
export const routeFeedback = (call: Call, id: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		const desk = await findEligibleDesk(call, id);
		const routing = desk === null ? 'oversight' : desk === feedback.unitId ? 'ownDesk' : 'nearestAbove';
		return advance(call, feedback, {
			event: 'routed',
			change: { handlingUnitId: desk, withOversight: desk === null, routing, routedAt: call.now, handlerId: null },
			detail: { routing },
		});
	});

/** Routes what has come in; each in its own transaction, so that one that cannot be routed holds up no other. */
export async function routeWaiting(house: House): Promise<number> {
	const job = { kind: 'job', name: 'feedback.route' } as const;
	const waiting = await work(house, job, (call) => listUnrouted(call, 100), { readOnly: true });
	for (const id of waiting) await work(house, job, (call) => routeFeedback(call, id));
	return waiting.length;
}
