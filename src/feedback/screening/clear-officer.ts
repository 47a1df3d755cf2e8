import { allow, asItStands, Conflict, found, transact, type Call, type Seen } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { mayWorkOn } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { lockProposed } from '../proposals/proposal.ts';
import { seatOf } from '../seat.store.ts';
import { insertText } from '../texts.store.ts';
import { findClearing, insertClearing, saveClearing } from './clearing.store.ts';
import { listOfficers } from './officer.store.ts';

/**
 * Says that an officer was named in a case by mistake, and why. Nothing changes until a second person agrees: whoever may not know of the
 * case because of that officer must not be let in by one.
 */
export const proposeClearing = (
	call: Call,
	id: string,
	{ memberId, reason }: { memberId: string; reason: string },
): Promise<void> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayWorkOn(call.actor, feedback, await seatOf(call)));
		if (!(await listOfficers(call, id)).some((officer) => officer.memberId === memberId)) throw notNow();
		if (await findClearing(call, id)) throw new Conflict(() => m.feedback_desk_conflict_clearingProposed());

		const textId = await insertText(call, id, 'note', reason);
		await insertClearing(call, { feedbackId: id, memberId, textId });
		await advance(call, feedback, { event: 'clearingProposed' });
	});

/**
 * A second person agrees that an officer was named by mistake, or does not. Agreed, the officer is named nowhere any more, what was asked of
 * them is closed, and the conflict set follows at once; the worker looks for the desk again.
 */
export const decideClearing = (call: Call, id: string, agreed: boolean, seen: Seen = asItStands): Promise<void> =>
	transact(call, async (call) => {
		const { feedback, proposal } = await lockProposed(call, id, findClearing, seen);
		await advance(call, feedback, { event: agreed ? 'officerCleared' : 'clearingRefused' });
		await saveClearing(call, proposal.id, agreed); // last: it may be the unit as a whole now that the decider belongs to
	});
