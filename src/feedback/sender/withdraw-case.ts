import { Conflict, transact, type Call } from '#platform';
import { addDays, m } from '#words';
import { advance } from '../advance.ts';
import { clockOf } from '../clock/clock.store.ts';
import { asBefore, type Feedback } from '../feedback.ts';
import { clockGoesOn } from '../handling/pause.ts';
import { notNow } from '../not-now.ts';
import { daysOfCooling } from '../watch/what-is-due.ts';
import { onlyWithOwnReceipt } from './renew-receipt.ts';

/** The last day on which a withdrawal can be taken back. */
export const takeBackBy = (withdrawnOn: string): string => addDays(withdrawnOn, daysOfCooling);

/**
 * Only the sender withdraws; nothing is deleted, and the case is closed when the days of cooling off are over. What a clerk entered on
 * behalf of somebody is not withdrawn with a receipt: the clerk has seen one.
 */
export const withdrawCase = (call: Call, feedback: Feedback): Promise<void> =>
	transact(call, async (call) => {
		if (feedback.enteredBy !== null) throw new Conflict(() => m.feedback_follow_conflict_onBehalf());
		// A clock that stood still goes on: a withdrawal that is taken back finds it as it was.
		const clock = clockGoesOn(await clockOf(call, feedback), feedback, call.today);
		const change = { withdrawnOn: call.today, ...(feedback.pausedOn && clock) };
		await advance(call, feedback, { event: 'withdrawn', state: 'withdrawn', change, bySender: true });
	});

export const takeBackWithdrawal = (call: Call, feedback: Feedback): Promise<void> =>
	transact(call, async (call) => {
		await onlyWithOwnReceipt(call, feedback);
		if (feedback.withdrawnOn === null || call.today > takeBackBy(feedback.withdrawnOn)) throw notNow();
		// What runs again is not erased; that guidance was no answer is seen to by the table.
		const change = { withdrawnOn: null, closedOn: null };
		await advance(call, feedback, {
			event: 'withdrawalTakenBack',
			state: asBefore(feedback),
			change,
			bySender: true,
		});
	});
