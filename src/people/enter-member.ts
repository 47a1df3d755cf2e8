import { m } from '#words';
import { lineOf } from '#organisation';
import { allow, found, Invalid, nameCell, record, refusedAs, transact, Unreadable, type Call } from '#platform';
import { mayKeepMembers } from './people.policy.ts';
import { findPosting, lockMember, saveMember, saveMemberWords, saveMove, savePosting } from './people.store.ts';

export type MemberWords = { fullName: string; rank: string | null; email: string | null };
export type NewMember = MemberWords & { number: string; unitId: number; position: string; on: string };

/** Enters somebody who is new to the body, serving in a unit from a day on. Answers the id. Throws `Invalid` by field. */
export const enterMember = (call: Call, given: NewMember): Promise<string> =>
	transact(call, async (call) => {
		const line = await lineOf(call, given.unitId, given.on);
		allow(mayKeepMembers(call.actor, await lineOf(call, given.unitId)));
		if (!line.includes(given.unitId)) throw Invalid.at('on', () => m.people_on_unitNotThere());
		const number = given.number.normalize('NFC').trim();
		if (!/^[\p{L}\p{N}./-]{1,40}$/u.test(number)) throw Invalid.at('number', () => m.people_number_shape());

		const id = crypto.randomUUID();
		await saveMember(call, { id, number, ...checkedWords(given) }).catch(refuseTwice);
		await savePosting(call, {
			memberId: id,
			unitId: given.unitId,
			position: given.position,
			from: given.on,
			until: null,
		});
		await saveMove(call, { memberId: id, fromUnitId: null, toUnitId: given.unitId, onDate: given.on });
		await record(call, 'member.posted', {
			unitId: given.unitId,
			subject: id,
			payload: { memberId: id, fromUnitId: null, toUnitId: given.unitId, on: given.on },
		});
		return id;
	});

/** Puts name, rank or address right. The number stays: it is who they are. */
export const correctMember = (call: Call, memberId: string, words: MemberWords): Promise<void> =>
	transact(call, async (call) => {
		const member = found(await lockMember(call, memberId));
		const unitId = found((await findPosting(call, member.id, call.today))?.livingUnitId ?? member.leftUnitId);
		allow(mayKeepMembers(call.actor, await lineOf(call, unitId)));
		await saveMemberWords(call, member.id, checkedWords(words));
		await record(call, 'member.corrected', { unitId, subject: member.id });
	});

const nameOf = nameCell(200);

/** As stored: NFC, single spaces, nothing that cannot be seen or only looks Latin. */
function checkedWords({ fullName, rank, email }: MemberWords): MemberWords {
	if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw Invalid.at('email', () => m.people_email_shape());
	try {
		const name = nameOf(fullName.normalize('NFC').trim());
		return { fullName: name, rank: rank?.normalize('NFC').trim() || null, email: email || null };
	} catch (problem) {
		if (problem instanceof Unreadable)
			throw Invalid.at('fullName', () => m.people_name_wrong({ problem: problem.message }));
		throw problem;
	}
}

/** A number that is taken, perhaps by somebody whom the caller may not see. */
const refuseTwice = refusedAs('23505', () => Invalid.at('number', () => m.people_number_taken()));
