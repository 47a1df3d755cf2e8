import { allow, Conflict, found, Invalid, transact, type Call } from '#platform';
import { m } from '#words';
import { advance } from '../advance.ts';
import { isOver } from '../feedback.ts';
import { mayWorkOn } from '../feedback.policy.ts';
import { lockFeedback } from '../feedback.store.ts';
import { findMemberNumbered, insertOfficers, listOfficers } from './officer.store.ts';
import { seatOf } from '../seat.store.ts';

/**
 * It is known now whom a case is about. The conflict set follows at once — the writer of this may be in it —, and the worker looks
 * for the desk again.
 *
 * @param numbers service numbers
 * @throws {Invalid} naming the number that is nobody's
 */
export const identifyOfficers = (call: Call, id: string, numbers: readonly string[]): Promise<void> =>
	transact(call, async (call) => {
		const feedback = found(await lockFeedback(call, id));
		allow(mayWorkOn(call.actor, feedback, await seatOf(call)));
		if (!feedback.accuses || isOver(feedback.state)) throw new Conflict(() => m.feedback_desk_conflict_nobodyAccused());
		const known = new Set((await listOfficers(call, id)).map(({ memberId }) => memberId));
		const officers = new Set(
			(await Promise.all(numbers.map((number) => memberOf(call, id, number)))).filter((each) => !known.has(each)),
		);
		if (officers.size === 0) return;

		await advance(call, feedback, {
			event: 'officerIdentified',
			change: { officerKnown: true, routedAt: null },
		});
		await insertOfficers(call, id, [...officers]); // last, see above
	});

async function memberOf(call: Call, feedbackId: string, number: string): Promise<string> {
	const member = await findMemberNumbered(call, feedbackId, number);
	if (member) return member;
	throw Invalid.at('numbers', () => m.feedback_desk_error_number({ number }));
}
