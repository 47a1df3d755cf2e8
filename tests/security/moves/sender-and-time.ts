import type { Call } from '#platform';
import { aged } from '../../../src/feedback/desk/testing.ts';
import { reviewObjections } from '../../../src/feedback/answering/review-objections.ts';
import type { Feedback, State } from '../../../src/feedback/feedback.ts';
import { routeBarred } from '../../../src/feedback/routing/route-feedback.ts';
import { addToCase } from '../../../src/feedback/sender/add-to-case.ts';
import { beSatisfied, objectToAnswer } from '../../../src/feedback/sender/object-to-answer.ts';
import { rateAnswer } from '../../../src/feedback/sender/rate-answer.ts';
import { replyToQuestion } from '../../../src/feedback/sender/reply-to-question.ts';
import { sayNotTheSame } from '../../../src/feedback/sender/say-not-the-same.ts';
import { takeBackWithdrawal, withdrawCase } from '../../../src/feedback/sender/withdraw-case.ts';
import { watchCases } from '../../../src/feedback/watch/watch-cases.ts';
import type { Moved } from './steps.ts';
import type { World } from './world.ts';

/** What senders do with their receipt. */
export const bySender = {
	add: (call: Call, feedback: Feedback) => addToCase(call, feedback, { text: 'Thêm' }),
	reply: (call: Call, feedback: Feedback) => replyToQuestion(call, feedback, 'Trả lời'),
	object: (call: Call, feedback: Feedback) => objectToAnswer(call, feedback, 'Không đúng'),
	rateLow: (call: Call, feedback: Feedback) => rateAnswer(call, feedback, { overall: 1, aspects: {} }, 'Chưa được'),
	beSatisfied,
	takeBack: takeBackWithdrawal,
	withdraw: withdrawCase,
	notTheSame: sayNotTheSame,
};
export type SenderMove = keyof typeof bySender;
export const senderMoves = Object.keys(bySender) as SenderMove[];

/** What leads a sender's case to a state. */
export function senderMoveTo(from: State, to: State): SenderMove | undefined {
	if (from === 'merged') return 'notTheSame';
	if (from === 'withdrawn') return 'takeBack';
	const moves: Partial<Record<State, SenderMove>> = {
		withdrawn: 'withdraw',
		inProgress: 'reply',
		underReview: 'reply',
		satisfied: 'beSatisfied',
		objected: 'object',
		reopened: 'rateLow',
	};
	return moves[to];
}

/** What the worker does, all of it, for every case there is. */
export async function workerLooks({ house }: World): Promise<void> {
	await routeBarred(house);
	await reviewObjections(house);
	await watchCases(house);
}

/** Days go by for the case: the longest pause, the silence after an answer, the cooling off, or the time of whoever has it. */
export async function timePasses(world: World, { now, filed }: Moved): Promise<void> {
	if (now.pausedOn) await aged(world, filed, 'paused_on', 70);
	if (now.withdrawnOn) await aged(world, filed, 'withdrawn_on', 10);
	if (now.answeredOn) await aged(world, filed, 'answered_on', 20);
	if (now.rungFrom) await aged(world, filed, 'rung_from', 60);
}

/** States in which nothing goes on but by the worker or by time. */
export const waitsForTime: ReadonlySet<string> = new Set([
	'guided → closed',
	'answered → silent',
	'silent → closed',
	'satisfied → closed',
	'answeredFinal → closed',
	'withdrawn → closed',
	'awaitingSender → inProgress',
	'awaitingSender → underReview',
	'suspended → inProgress',
	'inProgress → screened',
]);
