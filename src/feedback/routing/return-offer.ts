import { allow, found, transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import { mayTakeOver } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { endOffer } from './handler.store.ts';

/** The body to which a case was offered gives it back, never closes it. Both sides and the sender read why. */
export const returnOffer = (call: Call, id: string, reason: string): Promise<void> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayTakeOver(call.actor, feedback));
		if (feedback.state !== 'transferOffered') throw notNow();

		await advance(call, feedback, {
			event: 'offerReturned',
			state: 'screened',
			detail: { by: feedback.offeredUnitId },
			says: { kind: 'reason', text: reason },
		});
		await endOffer(call, id); // last: from here on the case is none of this body's
	});
