import { allow, Conflict, found, Invalid, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from './advance.ts';
import { isOver, type Feedback } from './feedback.ts';
import { mayRun } from './feedback.policy.ts';
import { findByReference, lockFeedback } from './feedback.store.ts';
import { seatOf } from './seat.store.ts';

/**
 * Joins a duplicate to the case that is handled. Each sender keeps the receipt and gets the answer (see `shareAnswer`).
 *
 * @throws {Invalid} naming the reference, in the same words whether that case does not exist or may not be known
 */
export const mergeFeedback = (call: Call, id: string, reference: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayRun(call.actor, feedback, await seatOf(call)));
		const into = await findByReference(call, reference);
		if (!into || into.id === id) {
			const words = () => m.feedback_desk_error_reference();
			throw new Invalid(words, { reference: words });
		}
		if (isOver(into.state) || into.sealed !== feedback.sealed || into.handlingUnitId !== feedback.handlingUnitId)
			throw new Conflict(() => m.feedback_desk_conflict_merge());

		return advance(call, feedback, {
			event: 'merged',
			state: 'merged',
			change: { mergedInto: into.id, lookedAt: feedback.lookedAt ?? call.now, closedOn: call.today },
		});
	});
