import { findMemberByNumber } from '#people';
import { allow, Conflict, found, Invalid, transact, type Call } from '#platform';
import { m } from '#words';
import { mayNominate } from '../feedback.policy.ts';
import { findCommendation } from './commendation.store.ts';
import { hasHeadAbove, insertNomination, servesIn } from './nomination.store.ts';
import type { AwardForm } from './nomination.ts';

/**
 * The head of a unit that was praised puts a member of it forward for commendation, in own words. What the sender wrote is not here to be
 * copied: the unit never reads it.
 *
 * @param proposal `number`: of the service, of somebody who serves in the unit or below it
 * @throws {Invalid} naming the number
 */
export const nominateMember = (
	call: Call,
	commendationId: string,
	proposal: { number: string; form: AwardForm; ground: string },
): Promise<void> =>
	transact(call, async (call) => {
		const commendation = found(await findCommendation(call, commendationId));
		allow(mayNominate(call.actor, commendation));
		const { unitId } = commendation;
		const member = await findMemberByNumber(call, proposal.number);
		if (!(await hasHeadAbove(call, unitId, member?.id ?? null)))
			throw new Conflict(() => m.feedback_nomination_nobodyAbove());
		if (!member || member.id === call.actor.memberId || !(await servesIn(call, member.id, unitId)))
			throw Invalid.at('number', () => m.feedback_nomination_error_number());

		const { form, ground } = proposal;
		if (!(await insertNomination(call, { commendationId, memberId: member.id, form, ground })))
			throw new Conflict(() => m.feedback_nomination_conflict_twice());
	});
