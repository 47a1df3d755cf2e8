import { eachAlone, found, transact, type Call, type House } from '#platform';
import { advance } from '../advance.ts';
import type { Rung } from '../clock/clock.ts';
import { clockOf } from '../clock/clock.store.ts';
import { inOtherHands, type Feedback } from '../feedback.ts';
import { findEligibleDesk, lockFeedback } from '../feedback.store.ts';
import { clockGoesOn } from '../handling/pause.ts';
import { whatIsDue, type Due } from './what-is-due.ts';
import { watchMerged } from './watch-merged.ts';
import { listWatched } from './watch.store.ts';

/** Looks at everything that is open and does what is due. By the worker, every hour; harmless when repeated. */
export async function watchCases(house: House): Promise<void> {
	const due = async (call: Call) => (await listWatched(call)).filter((each) => whatIsDue(each, call.today));
	await eachAlone(house, 'feedback.watch', due, (call, { id }) => watchCase(call, id));
	await watchMerged(house);
}

/** Does what is due for one case, if it still is. */
export const watchCase = (call: Call, id: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		const { suspendDays } = (await clockOf(call, feedback)).profile;
		const due = whatIsDue({ ...feedback, suspendDays }, call.today);
		return due ? happen[due.what](call, feedback, due as never) : feedback;
	});

const happen: {
	[what in Due['what']]: (call: Call, feedback: Feedback, due: Due & { what: what }) => Promise<Feedback>;
} = {
	escalate: (call, feedback, { rung }) =>
		rung === 150 ? moveUp(call, feedback) : advance(call, feedback, escalated(rung)),
	fallSilent: (call, feedback) => advance(call, feedback, { event: 'silent', state: 'silent' }),
	close: (call, feedback) => advance(call, feedback, closing(call)),
	endWithdrawal: (call, feedback) => advance(call, feedback, closing(call)),
	stopWaiting: async (call, feedback) =>
		advance(call, feedback, {
			event: 'waitedEnough',
			state: feedback.beforeState === 'underReview' ? 'underReview' : 'inProgress',
			change: clockGoesOn(await clockOf(call, feedback), feedback, call.today),
		}),
	endSuspension: async (call, feedback) =>
		advance(call, feedback, {
			event: 'resumed',
			state: 'inProgress',
			change: clockGoesOn(await clockOf(call, feedback), feedback, call.today),
		}),
};

/** The sender is told of lateness, not of reminders. */
const escalated = (rung: Rung) => ({ event: 'escalated', change: { rung }, detail: { rung }, told: rung >= 100 });

/** Half as late again as it had time: it goes to whoever may handle it above, with a new handler, and climbs anew from today. The due date
 * stays what it was. The oversight body has nobody above it. */
async function moveUp(call: Call, feedback: Feedback): Promise<Feedback> {
	if (feedback.withOversight) return advance(call, feedback, escalated(150));
	const desk = await findEligibleDesk(call, feedback.id, feedback.handlingUnitId);
	return advance(call, feedback, {
		...escalated(150),
		...inOtherHands(feedback),
		change: {
			rung: 0,
			rungFrom: call.today,
			handlingUnitId: desk,
			withOversight: desk === null,
			routing: desk === null ? 'oversight' : 'late',
			handlerId: null,
			offeredUnitId: null,
		},
	});
}

const closing = (call: Call) => ({
	event: 'closed',
	state: 'closed' as const,
	change: { closedOn: call.today },
});
