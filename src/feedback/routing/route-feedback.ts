import { eachAlone, found, transact, work, type Call, type House } from '#platform';
import { advance } from '../advance.ts';
import { inOtherHands, roundedInstant, type Feedback } from '../feedback.ts';
import { listFiledFiles } from '../files/files.store.ts';
import { findEligibleDesk, hasStep, listUnrouted, lockFeedback } from '../feedback.store.ts';
import { listEligibleHandlers, mayReceive, unrouteBarred } from './handler.store.ts';

/**
 * Finds the desk that may handle a case: the nearest above whom it is about whose desk has somebody who is not in the conflict
 * set; the external oversight body when there is none. By the worker, so that filing waits for nothing. A case that is routed
 * again keeps its handler as long as that may be.
 */
export const routeFeedback = (call: Call, id: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		const { desk, routing } = await whoMay(call, feedback);
		const keeps =
			feedback.handlerId !== null &&
			desk === feedback.handlingUnitId &&
			(await listEligibleHandlers(call, id)).some(({ accountId }) => accountId === feedback.handlerId);
		// An offer was made by the desk that has the case no more.
		const stale = feedback.state === 'transferOffered' && desk !== feedback.handlingUnitId;
		const begunAnew = (!keeps && feedback.handlerId !== null) || stale;
		const routed = await advance(call, feedback, {
			event: 'routed',
			...(begunAnew && inOtherHands(feedback)),
			change: {
				handlingUnitId: desk,
				withOversight: desk === null,
				routing,
				routedAt: roundedInstant(call.now, feedback.sealed),
				...(!keeps && { handlerId: null }),
			},
			detail: { routing },
			// What came with a letter lies in the case since it was promised to the log.
			...(feedback.routing === null && { kept: await listFiledFiles(call, id) }),
		});
		// What was filed as a rating asks for no answer: it is counted, and waits for nobody.
		const asksNothing = routed.kind === 'rating' && !(await hasStep(call, id, 'reclassified'));
		if (!asksNothing || routed.state !== 'received') return routed;
		return advance(call, routed, { event: 'counted', state: 'closed', change: { closedOn: call.today } });
	});

/**
 * A review, and what moved up because a desk let it lie, stays where it is as long as somebody there may do it, and goes further up
 * when not, never down again.
 */
async function whoMay(
	call: Call,
	feedback: Feedback,
): Promise<{ desk: number | null; routing: NonNullable<Feedback['routing']> }> {
	const { id, handlingUnitId } = feedback;
	const rose = feedback.stage > 0 || feedback.rungFrom !== null;
	const stays = rose || feedback.routing === 'transferred';
	if (stays && handlingUnitId !== null && (await mayReceive(call, id, handlingUnitId)))
		return { desk: handlingUnitId, routing: feedback.routing ?? 'review' };
	if (stays && feedback.withOversight) return { desk: null, routing: 'oversight' };
	const desk = await findEligibleDesk(call, id, rose ? handlingUnitId : null);
	return {
		desk,
		routing:
			desk === null
				? 'oversight'
				: rose
					? feedback.stage > 0
						? 'review'
						: 'late'
					: desk === feedback.unitId
						? 'ownDesk'
						: 'nearestAbove',
	};
}

/** Routes what has come in; one that cannot be routed holds up no other. */
export const routeWaiting = (house: House): Promise<number> =>
	eachAlone(
		house,
		'feedback.route',
		(call, resting) => listUnrouted(call, { proved: 100, held: 5 }, resting),
		routeFeedback,
	);

/**
 * Whoever came to be in the conflict set of a case they handle — a declaration, a move, a document — does not keep it; nor does who holds
 * no post at its body any more.
 */
export async function routeBarred(house: House): Promise<number> {
	await work(house, { kind: 'job', name: 'feedback.unroute' }, unrouteBarred);
	return routeWaiting(house);
}
