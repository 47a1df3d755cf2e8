import { allow, found, Invalid, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { hasAnswer } from '../answering/answer.store.ts';
import { mayWorkOn } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { insertRectification, isOfBody } from './rectification.store.ts';
import { seatOf } from '../seat.store.ts';

export type Order = { unitId: number; task: string; dueOn: string };

/**
 * With an answer the body orders what is to be put right, by whom, by when. It outlives the case.
 *
 * @throws {Invalid} naming the unit, which is of neither the body that handles the case nor the one it is about; or the day
 */
export const orderRectification = (call: Call, id: string, order: Order): Promise<string> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayWorkOn(call.actor, feedback, await seatOf(call)));
		// The unit that has to is in the conflict set: before the answer it would be told too early. Guidance is none.
		if (!(await hasAnswer(call, id))) throw notNow();

		if (order.dueOn <= call.today) throw Invalid.at('dueOn', () => m.feedback_desk_error_dueAhead());
		if (!(await isOfBody(call, feedback, order.unitId)))
			throw Invalid.at('unit', () => m.feedback_desk_error_unitOfBody());

		const rectification = await insertRectification(call, { feedbackId: id, ...order });
		await advance(call, feedback, {
			event: 'rectificationOrdered',
			detail: { rectification, unit: order.unitId, due: order.dueOn },
		});
		return rectification;
	});
