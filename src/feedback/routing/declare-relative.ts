import { allow, found, Invalid, transact, type Call } from '#platform';
import { m } from '#words';
import { endRelation, insertRelation } from './relation.store.ts';

/**
 * A member declares a relative in the service: from then on neither handles or sees what concerns the other.
 *
 * @throws {Invalid} when number and name are not of one member
 */
export const declareRelative = (call: Call, relative: { number: string; fullName: string }): Promise<void> =>
	transact(call, async (call) => {
		allow(call.actor.memberId !== null);
		if (await insertRelation(call, relative.number, relative.fullName)) return;
		const words = () => m.feedback_desk_error_relative();
		throw new Invalid(words, { number: words });
	});

/** Takes back what one declared oneself, for what is yet to come in; what the other declared stands. */
export const takeBackRelative = (call: Call, memberId: string): Promise<void> =>
	transact(call, async (call) => {
		allow(call.actor.memberId !== null);
		found((await endRelation(call, memberId)) || undefined);
	});
