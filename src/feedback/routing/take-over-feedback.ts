import { allow, found, transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import type { Feedback } from '../feedback.ts';
import { mayTakeOver } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';

/** The body to which a case was offered takes it; its clock does not begin anew. */
export const takeOverFeedback = (call: Call, id: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayTakeOver(call.actor, feedback));
		if (feedback.state !== 'transferOffered') throw notNow();
		return advance(call, feedback, {
			event: 'transferred',
			state: 'screened',
			change: {
				handlingUnitId: feedback.offeredUnitId,
				offeredUnitId: null,
				withOversight: false,
				routing: 'transferred',
				handlerId: null,
			},
			detail: { from: feedback.handlingUnitId },
		});
	});
