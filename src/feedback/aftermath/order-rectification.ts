import { allow, Conflict, found, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { mayHandle, mayRun } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { insertRectification } from './rectification.store.ts';
import { seatOf } from '../seat.store.ts';

export type Order = { unitId: number; task: string; dueOn: string };

/** With an answer the body orders what is to be put right, by whom, by when. It outlives the case. */
export const orderRectification = (call: Call, id: string, order: Order): Promise<string> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayHandle(call.actor, feedback) || mayRun(call.actor, feedback, await seatOf(call)));
		// The unit that has to is in the conflict set: before the answer it would be told too early.
		if (feedback.answeredOn === null) throw new Conflict(() => m.feedback_conflict_notNow());

		const rectification = await insertRectification(call, { feedbackId: id, ...order });
		await advance(call, feedback, {
			event: 'rectificationOrdered',
			detail: { rectification, unit: order.unitId, due: order.dueOn },
		});
		return rectification;
	});
