import { findAccountByUserName, requireElevation } from '#access';
import { addLeaf } from '#ledger';
import { allow, Conflict, found, Invalid, record, transact, type Call } from '#platform';
import { m } from '#words';
import { administersWhole } from '../administers-whole.ts';
import { seatOf } from '../seat.store.ts';
import {
	agreeSeatChange,
	deleteSeatChange,
	doSeatsAgree,
	insertSeat,
	insertSeatChange,
	isSeatNeeded,
	listSeatChanges,
	listSeats,
	saveSeatEnd,
} from './custody.store.ts';

/** It happened, or it waits for somebody who sits. */
export type Changed = 'done' | 'proposed';

/**
 * An administrator of the whole seats somebody in the oversight body. Once two sit, one of them has to agree: nobody alone replaces who
 * oversees them.
 *
 * @throws {Invalid} naming the field
 */
export const seatPerson = (call: Call, { userName, body }: { userName: string; body: string }): Promise<Changed> =>
	transact(call, async (call) => {
		requireElevation(call);
		allow(await administersWhole(call));
		const account = await findAccountByUserName(call, userName.toLowerCase());
		if (!account) throw Invalid.at('userName', () => m.feedback_oversight_error_unknown());
		if (account.id === call.actor.accountId) throw Invalid.at('userName', () => m.feedback_oversight_error_self());
		if ((await listSeats(call)).some((seat) => seat.accountId === account.id && seat.until === null))
			throw Invalid.at('userName', () => m.feedback_oversight_error_seated());
		if ((await listSeatChanges(call)).some(({ accountId }) => accountId === account.id))
			throw Invalid.at('userName', () => m.feedback_oversight_error_proposed());
		if (await doSeatsAgree(call)) return proposed(call, account.id, body);
		await insertSeat(call, { accountId: account.id, body, since: call.today });
		await tell(
			call,
			'seated',
			account.id,
			(await listSeats(call)).find((seat) => seat.accountId === account.id)!.logId,
		);
		return 'done';
	});

/** An administrator of the whole ends a seat, in the same way; none that open cases need. */
export const endSeat = (call: Call, accountId: string): Promise<Changed> =>
	transact(call, async (call) => {
		requireElevation(call);
		allow(await administersWhole(call));
		const seat = found((await listSeats(call)).find((each) => each.accountId === accountId && each.until === null));
		if (await isSeatNeeded(call, accountId)) throw new Conflict(() => m.feedback_oversight_conflict_needed());
		if ((await listSeatChanges(call)).some((each) => each.accountId === accountId))
			throw new Conflict(() => m.feedback_oversight_error_proposed());
		if (await doSeatsAgree(call)) return proposed(call, accountId, null);
		await saveSeatEnd(call, accountId);
		await tell(call, 'ended', accountId, seat.logId);
		return 'done';
	});

/** Somebody who sits agrees to what was proposed. */
export const agreeToChange = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		requireElevation(call);
		allow((await seatOf(call)).oversees);
		const change = found((await listSeatChanges(call)).find((each) => each.id === id));
		allow(change.proposedBy !== call.actor.accountId);
		if (change.body === null && (await isSeatNeeded(call, change.accountId)))
			throw new Conflict(() => m.feedback_oversight_conflict_needed());
		const logId = await agreeSeatChange(call, id);
		await tell(call, change.body === null ? 'ended' : 'seated', change.accountId, logId);
	});

/** What nobody has agreed to is taken back by an administrator of the whole. */
export const takeBackChange = (call: Call, id: string): Promise<void> =>
	transact(call, async (call) => {
		requireElevation(call);
		allow(await administersWhole(call));
		found((await deleteSeatChange(call, id)) || undefined);
		await record(call, 'oversight.takenBack', { subject: id });
	});

async function proposed(call: Call, accountId: string, body: string | null): Promise<Changed> {
	await insertSeatChange(call, { accountId, body });
	await record(call, 'oversight.proposed', { subject: accountId });
	return 'proposed';
}

/** That a seat was taken or left stands in the public log, by whom is committed to. */
async function tell(call: Call, event: 'seated' | 'ended', accountId: string, logId: string): Promise<void> {
	await record(call, `oversight.${event}`, { subject: accountId });
	await addLeaf(call, {
		class: 'oversight',
		event,
		subject: logId,
		private: { event, account: accountId, by: call.actor.accountId },
	});
}
