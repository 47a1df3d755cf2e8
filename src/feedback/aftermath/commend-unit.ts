import { findUnit } from '#organisation';
import { allow, Conflict, found, Invalid, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { notNow } from '../not-now.ts';
import { insertCommendation } from './commendation.store.ts';
import type { Feedback } from '../feedback.ts';
import { mayWorkOn } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { seatOf } from '../seat.store.ts';

/** Joined to another, it reaches units with that one. */
export const mayBeCommended = ({ kind, state }: Pick<Feedback, 'kind' | 'state'>): boolean =>
	kind === 'praise' && state !== 'merged' && state !== 'withdrawn';

/** Praise reaches the unit of the officer, in words that do not name its sender. */
export const commendUnit = (call: Call, id: string, told: { unitId: number; words: string }): Promise<Feedback> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayWorkOn(call.actor, feedback, await seatOf(call)));
		if (feedback.kind !== 'praise') throw new Conflict(() => m.feedback_desk_conflict_notPraise());
		if (!mayBeCommended(feedback)) throw notNow();

		if (!(await findUnit(call, told.unitId, call.today))) throw Invalid.at('unit', () => m.feedback_desk_error_unit());
		if (!(await insertCommendation(call, { feedbackId: id, ...told })))
			throw new Conflict(() => m.feedback_desk_conflict_commended());
		return advance(call, feedback, { event: 'unitCommended', detail: { unit: told.unitId } });
	});
