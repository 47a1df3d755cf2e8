import { addDays, m } from '#words';
import { lineOf } from '#organisation';
import { allow, found, Invalid, record, transact, type Call } from '#platform';
import { mayDecideOn } from './people.policy.ts';
import {
	findPosting,
	lockMember,
	saveLeft,
	saveMove,
	savePosting,
	savePostingAs,
	savePostingEnd,
	servesFrom,
} from './people.store.ts';

/** Where somebody is to serve from a day on. */
export type NewPosting = { unitId: number; position: string; on: string };

/**
 * Posts a member to a unit from a day on, and so ends where they served before; the same unit again with another position
 * is noted too. What is later than that day stays. Nobody is taken from a unit that the caller does not keep, and nobody posts themselves.
 */
export const postMember = (call: Call, memberId: string, to: NewPosting): Promise<void> =>
	transact(call, async (call) => {
		const member = found(await lockMember(call, memberId));
		const now = await findPosting(call, member.id, to.on);
		const from = now?.livingUnitId ?? null;
		for (const unitId of [from ?? member.leftUnitId, to.unitId]) {
			if (unitId !== null) allow(mayDecideOn(call.actor, member.id, await lineOf(call, unitId)));
		}
		const line = await lineOf(call, to.unitId, to.on);
		if (!line.includes(to.unitId)) throw Invalid.at('on', () => m.people_on_unitNotThere());
		if (now && from === to.unitId && now.position === to.position) return;

		const next = now
			? now.until && (await servesFrom(call, member.id, now.until))
			: await servesFrom(call, member.id, to.on);
		if (next === to.on) throw Invalid.at('on', () => m.people_on_servesElsewhere());
		const until = now ? now.until : next;
		if (now && now.from === to.on) {
			await savePostingAs(call, now.id, { unitId: to.unitId, position: to.position });
		} else {
			if (now) await savePostingEnd(call, now.id, to.on);
			await savePosting(call, { memberId: member.id, ...to, from: to.on, until });
		}
		// An end that was entered ahead stays; where they served last is then here, and on its day they are found by it.
		if (member.leftUnitId !== null && next === null) await saveLeft(call, member.id, until === null ? null : to.unitId);
		if (from === to.unitId) return;
		await saveMove(call, { memberId: member.id, fromUnitId: from, toUnitId: to.unitId, onDate: to.on });
		await record(call, 'member.posted', {
			unitId: to.unitId,
			subject: member.id,
			payload: { memberId: member.id, fromUnitId: from, toUnitId: to.unitId, on: to.on },
		});
	});

/** A member leaves the body: `on` is the first day on which they serve no more. */
export const letMemberGo = (call: Call, memberId: string, on: string): Promise<void> =>
	transact(call, async (call) => {
		const member = found(await lockMember(call, memberId));
		const last = await findPosting(call, member.id, addDays(on, -1));
		if (!last) throw Invalid.at('on', () => m.people_on_notServing());
		allow(mayDecideOn(call.actor, member.id, await lineOf(call, last.livingUnitId)));
		if (last.until !== null && (await servesFrom(call, member.id, last.until)))
			throw Invalid.at('on', () => m.people_on_laterPosting());
		if (last.until === on) return;

		// First where they served last, then the end: between the two nobody but the body itself would see them.
		await saveLeft(call, member.id, last.unitId);
		await savePostingEnd(call, last.id, on);
		await saveMove(call, { memberId: member.id, fromUnitId: last.livingUnitId, toUnitId: null, onDate: on });
		await record(call, 'member.left', {
			unitId: last.livingUnitId,
			subject: member.id,
			payload: { memberId: member.id, fromUnitId: last.livingUnitId, toUnitId: null, on },
		});
	});
