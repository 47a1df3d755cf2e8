import { allow, asItStands, found, markOf, requireSeen, transact, type Call, type Seen } from '#platform';
import { advance } from '../advance.ts';
import { mayApprove } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { lockRectification, saveVerified, type Rectification } from './rectification.store.ts';
import { seatOf } from '../seat.store.ts';

/**
 * The handling body looks whether it was put right: somebody other than who says so. Not right: it is open again. An order outlives what
 * the case said: of an erased case it is verified without a step, which nobody could open any more.
 */
export const verifyRectification = (
	call: Call,
	id: string,
	verified: boolean,
	seen: Seen = asItStands,
): Promise<void> =>
	transact(call, async (call) => {
		const rectification = found(await lockRectification(call, id));
		const feedback = found(await lockFeedback(call, rectification.feedbackId));
		allow(mayApprove(call.actor, feedback, rectification.doneBy ?? '', await seatOf(call)));
		if (!rectification.doneOn || rectification.verifiedOn) throw notNow();
		await requireSeen(seen, () => markOfDone(rectification));

		await saveVerified(call, id, verified);
		if (feedback.erasedOn !== null) return;
		await advance(call, feedback, {
			event: verified ? 'rectificationVerified' : 'rectificationSentBack',
			detail: { rectification: id },
		});
	});

/** What the unit says that it did; asked again, it may say something else. */
export const markOfDone = ({ id, task, doneOn, doneBy, doneNote }: Rectification): string =>
	markOf(id, task, doneOn, doneBy, doneNote);
