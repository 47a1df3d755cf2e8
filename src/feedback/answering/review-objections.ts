import { eachAlone, found, transact, type Call, type House } from '#platform';
import { advance } from '../advance.ts';
import { settleBy } from '../clock/clock.ts';
import { clockOf } from '../clock/clock.store.ts';
import { roundedInstant, type Feedback } from '../feedback.ts';
import { findEligibleDesk, hasStep, listInState, lockFeedback } from '../feedback.store.ts';

/**
 * The sender objects: another unit, one level up, reviews it, and nobody who handled the stage before. By the worker and without
 * anybody's decision, so that no desk can sit on an objection.
 */
export const reviewObjection = (call: Call, id: string): Promise<Feedback> =>
	transact(call, async (call) => {
		const objected = found(await lockFeedback(call, id));
		const clock = await clockOf(call, objected);
		const opened = await advance(call, objected, {
			event: 'reviewOpened',
			state: 'underReview',
			change: {
				stage: objected.stage + 1,
				handlerId: null,
				dueOn: settleBy(clock, call.today),
				runsFrom: call.today,
				closedOn: null,
				rung: 0,
				rungFrom: null,
				...(!(await wasAnswered(call, id)) && { answeredOn: null, answeredInTime: null }),
			},
		});
		// The stage counts already: whoever took part in the one before is in the conflict set of this one.
		const desk = objected.withOversight ? null : await findEligibleDesk(call, id, objected.handlingUnitId);
		const routing = desk === null ? 'oversight' : 'review';
		return advance(call, opened, {
			event: 'routed',
			change: {
				handlingUnitId: desk,
				withOversight: desk === null,
				routing,
				routedAt: roundedInstant(call.now, opened.sealed),
			},
			detail: { routing },
		});
	});

/** Guidance that its sender does not accept was no answer: the review gives the first one, in time or not by its own day. */
const wasAnswered = async (call: Call, id: string): Promise<boolean> =>
	(await hasStep(call, id, 'answered')) || (await hasStep(call, id, 'answeredFinal'));

/** One that cannot be reviewed holds up no other. */
export const reviewObjections = (house: House): Promise<number> =>
	eachAlone(
		house,
		'feedback.review',
		(call, resting) => listInState(call, ['objected'], 100, resting),
		reviewObjection,
	);
