import { allow, found, transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import { inOtherHands, isOver } from '../feedback.ts';
import { lockFeedback } from '../feedback.store.ts';
import { endDraftOf } from '../answering/answer.store.ts';
import { notNow } from '../not-now.ts';
import { stepBack } from './handler.store.ts';

/**
 * Steps back from a case in one click, without a reason: from then on the case does not exist for whoever did. The worker finds a
 * desk anew; a handler's work begins again with somebody else.
 */
export const recuseFromFeedback = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(call.actor.accountId !== null);
		if (isOver(feedback.state)) throw notNow();

		const handled = call.actor.accountId === feedback.handlerId;
		await advance(call, feedback, {
			event: 'recused',
			...(handled && inOtherHands(feedback)),
			change: { routedAt: null },
		});
		await endDraftOf(call, id);
		await stepBack(call, feedback); // last: afterwards nothing of the case can be seen or written
	});
