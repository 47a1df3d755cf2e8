import { transact, type Call } from '#platform';
import { advance } from '../advance.ts';
import { asBefore, type Feedback } from '../feedback.ts';
import { notNow } from '../not-now.ts';
import { onlyWithOwnReceipt } from './renew-receipt.ts';

/**
 * The case was joined to somebody else's, and its sender says that it is not the same matter: it is a case of its own again, is joined
 * no more, and its clock has run all the while.
 *
 * @throws {Conflict} when it was not joined
 */
export const sayNotTheSame = (call: Call, feedback: Feedback): Promise<void> =>
	transact(call, async (call) => {
		await onlyWithOwnReceipt(call, feedback);
		if (feedback.state !== 'merged') throw notNow();
		// What it was joined to is forgotten by the table itself.
		await advance(call, feedback, {
			event: 'notTheSame',
			state: asBefore(feedback),
			change: { closedOn: null },
			bySender: true,
		});
	});
