import { allow, found, transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import type { Feedback, State } from '../feedback.ts';
import { mayRun } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { notNow } from '../not-now.ts';
import { seatOf } from '../seat.store.ts';

/** Only what has its answer and no more to say to it; guidance and withdrawal wait for the worker and their time. */
const closable: ReadonlySet<State> = new Set(['satisfied', 'silent', 'answeredFinal']);

export const mayBeClosed = ({ state }: Pick<Feedback, 'state'>): boolean => closable.has(state);

/** The desk closes what is answered. Its sender may still add, object, rate and reopen it once. */
export const closeFeedback = (call: Call, id: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayRun(call.actor, feedback, await seatOf(call)));
		if (!mayBeClosed(feedback)) throw notNow();
		return advance(call, feedback, { event: 'closed', state: 'closed', change: { closedOn: call.today } });
	});
