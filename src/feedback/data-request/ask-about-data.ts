import { Conflict, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { addWorkingDays } from '../clock/calendar.ts';
import { clockFor } from '../clock/clock.store.ts';
import type { Feedback } from '../feedback.ts';
import { onlyWithOwnReceipt, onlyWithSettledReceipt } from '../sender/renew-receipt.ts';
import { keepFromSender } from '../sender/sender.store.ts';
import { daysToAnswer, type DataRequestKind } from './data-request.ts';
import { insertDataRequest } from './data-request.store.ts';

/**
 * The sender asks what is kept of them, to have it corrected, or erased. A step of the case, so that nobody can say it was never asked.
 *
 * @throws {Conflict} when the same is asked already and not answered yet, and when there is nobody to seal for
 */
export const askAboutData = (call: Call, feedback: Feedback, kind: DataRequestKind, words: string): Promise<void> =>
	transact(call, async (call) => {
		await (kind === 'erase' ? onlyWithSettledReceipt(call, feedback) : onlyWithOwnReceipt(call, feedback));
		const asked = await keepFromSender(call, feedback, false, words);
		await advance(call, feedback, { event: 'dataAsked', detail: { kind }, kept: [asked], bySender: true });
		const { calendar } = await clockFor(call, feedback.kind);
		const dueOn = addWorkingDays(calendar, call.today, daysToAnswer);
		if (
			!(await insertDataRequest(call, { feedbackId: feedback.id, kind, textId: asked.id, askedOn: call.today, dueOn }))
		)
			throw new Conflict(() => m.feedback_data_conflict_open());
	});
