import { requireElevation } from '#access';
import { allow, found, record, transact, type Call } from '#platform';
import { seatOf } from '../seat.store.ts';
import { insertSeatReturn, listSeats } from './custody.store.ts';

/**
 * Somebody of the oversight body lost password or telephone: another of it agrees that whoever administers the account lets them in again,
 * within a day. Neither can alone.
 */
export const agreeToReturn = (call: Call, accountId: string): Promise<void> =>
	transact(call, async (call) => {
		requireElevation(call);
		allow((await seatOf(call)).oversees);
		const seat = found(
			(await listSeats(call)).find(
				(each) => each.accountId === accountId && (each.until === null || each.until > call.today),
			),
		);
		allow(seat.accountId !== call.actor.accountId);
		await insertSeatReturn(call, seat.accountId);
		await record(call, 'oversight.returnAgreed', { subject: seat.accountId });
	});
