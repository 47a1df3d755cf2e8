import { m } from '#words';
import { lineOf } from '#organisation';
import { allow, Conflict, found, Invalid, record, refusedAs, transact, type Call } from '#platform';
import { mayDecideOn } from './people.policy.ts';
import { findPosting, lockMember, saveExemption, saveExemptionEnd } from './people.store.ts';

/** `until`: the first day on which the member is asked again; open when null. */
export type NewExemption = { reason: string; from: string; until: string | null };

/** Says that a member is not asked for a commitment in a time, and why. Throws `Invalid` by field. */
export const exemptMember = (call: Call, memberId: string, given: NewExemption): Promise<void> =>
	transact(call, async (call) => {
		const unitId = await keptUnit(call, memberId);
		const reason = given.reason.normalize('NFC').trim();
		if (reason === '') throw Invalid.at('reason', () => m.people_exemption_reasonNeeded());
		if (given.until !== null && given.until <= given.from)
			throw Invalid.at('until', () => m.people_exemption_untilEarly());
		await saveExemption(call, { ...given, memberId, reason }).catch(refuseOverlap);
		await record(call, 'member.exempted', {
			unitId,
			subject: memberId,
			payload: { memberId, from: given.from, until: given.until },
		});
	});

/** Ends an exemption: on that day the member is asked again. */
export const endExemption = (call: Call, memberId: string, exemptionId: string, on: string): Promise<void> =>
	transact(call, async (call) => {
		const unitId = await keptUnit(call, memberId);
		if (!(await saveExemptionEnd(call, memberId, exemptionId, on)))
			throw new Conflict(() => m.people_exemption_notThen());
		await record(call, 'member.exemptionEnded', { unitId, subject: memberId, payload: { memberId, on } });
	});

async function keptUnit(call: Call, memberId: string): Promise<number> {
	const member = found(await lockMember(call, memberId));
	const unitId = found((await findPosting(call, member.id, call.today))?.livingUnitId);
	allow(mayDecideOn(call.actor, memberId, await lineOf(call, unitId)));
	return unitId;
}

const refuseOverlap = refusedAs('23P01', () => Invalid.at('from', () => m.people_exemption_overlaps()));
