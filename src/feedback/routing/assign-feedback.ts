import { allow, found, Invalid, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import type { Feedback, State } from '../feedback.ts';
import { mayRun } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { listEligibleHandlers } from './handler.store.ts';
import { seatOf } from '../seat.store.ts';

/** States in which a case gets another handler and stays what it is. */
const keepsState: ReadonlySet<State> = new Set([
	'assigned',
	'accepted',
	'inProgress',
	'awaitingSender',
	'suspended',
	'underReview',
]);

export const mayBeAssigned = ({ state }: { state: State }): boolean => state === 'screened' || keepsState.has(state);

/**
 * Gives a case to somebody of the handling body who is not in its conflict set.
 *
 * @throws {Invalid} naming the handler, without saying why it may not be that person
 */
export const assignFeedback = (call: Call, id: string, handlerId: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayRun(call.actor, feedback, await seatOf(call)));
		if (!mayBeAssigned(feedback)) throw notNow();
		const eligible = await listEligibleHandlers(call, id);
		if (!eligible.some(({ accountId }) => accountId === handlerId))
			throw Invalid.at('handler', () => m.feedback_desk_error_handler());

		return advance(call, feedback, {
			event: 'assigned',
			...(!keepsState.has(feedback.state) && { state: 'assigned' }),
			change: { handlerId },
			detail: { handler: handlerId },
		});
	});
