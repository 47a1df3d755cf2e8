import { found, transact, work, type Call, type House } from '#platform';
import { advance } from './advance.ts';
import { addDays, daysBetween } from './clock/days.ts';
import type { Feedback, State } from './feedback.ts';
import { listInState, lockFeedback } from './feedback.store.ts';
import { daysLeftToWait } from './pause.ts';
import { goOn } from './resume-feedback.ts';
import { coolingOffDays } from './sender/withdraw-case.ts';

/** Days in which the sender may speak before a case is closed without them. */
export const daysToSpeak = 15;

const waiting: readonly State[] = [
	'awaitingSender',
	'guided',
	'answered',
	'satisfied',
	'silent',
	'answeredFinal',
	'withdrawn',
];

/** What becomes of a case by itself on a day, because its sender had time to speak and did not; nothing, most days. */
export async function settle(call: Call, feedback: Feedback): Promise<Feedback> {
	const spoken = (since: string | null, days: number) => since !== null && addDays(since, days) <= call.today;
	switch (feedback.state) {
		case 'awaitingSender':
			return feedback.pausedOn && daysBetween(feedback.pausedOn, call.today) >= daysLeftToWait(feedback)
				? goOn(call, feedback)
				: feedback;
		case 'answered':
			return spoken(feedback.answeredOn, daysToSpeak) ? close(call, await fallSilent(call, feedback)) : feedback;
		case 'guided':
		case 'answeredFinal':
			return spoken(feedback.answeredOn, daysToSpeak) ? close(call, feedback) : feedback;
		case 'satisfied':
		case 'silent':
			return close(call, feedback);
		case 'withdrawn':
			return spoken(feedback.withdrawnOn, coolingOffDays) ? close(call, feedback) : feedback;
		default:
			return feedback;
	}
}

/** By the worker, once a day. */
export async function settleWaiting(house: House, most = 10_000): Promise<number> {
	const job = { kind: 'job', name: 'feedback.settle' } as const;
	const ids = await work(house, job, (call) => listInState(call, waiting, most), { readOnly: true });
	let settled = 0;
	for (const id of ids) {
		settled += await work(house, job, (call) =>
			transact(call, async (call) => {
				const feedback = found(await lockFeedback(call, id));
				return (await settle(call, feedback)).step > feedback.step ? 1 : 0;
			}),
		);
	}
	return settled;
}

const fallSilent = (call: Call, feedback: Feedback): Promise<Feedback> =>
	advance(call, feedback, { event: 'senderSilent', state: 'silent' });

const close = (call: Call, feedback: Feedback): Promise<Feedback> =>
	advance(call, feedback, { event: 'closed', state: 'closed', change: { closedOn: call.today } });
