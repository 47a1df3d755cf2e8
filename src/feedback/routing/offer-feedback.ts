import { allow, found, Invalid, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import type { Feedback } from '../feedback.ts';
import { mayRun } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { mayReceive } from './handler.store.ts';
import { seatOf } from '../seat.store.ts';

/**
 * Offers a case to another body. It stays with this one, clock and all, until the other takes it.
 *
 * @throws {Invalid} naming the unit, without saying why it may not be that one
 */
export const offerFeedback = (call: Call, id: string, offer: { unitId: number; reason: string }): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayRun(call.actor, feedback, await seatOf(call)));
		if (offer.unitId === feedback.handlingUnitId || !(await mayReceive(call, id, offer.unitId)))
			throw Invalid.at('unit', () => m.feedback_desk_error_receiver());

		return advance(call, feedback, {
			event: 'transferOffered',
			state: 'transferOffered',
			change: { offeredUnitId: offer.unitId },
			detail: { unit: offer.unitId },
			says: { kind: 'reason', text: offer.reason },
		});
	});
