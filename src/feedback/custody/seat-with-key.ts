import { allow, isOperator, transact, type Call } from '#platform';
import { insertSeat, insertTestedKey } from './custody.store.ts';

/**
 * Seats somebody whose key was made and tried elsewhere: demonstration data and tests. In life an administrator seats a person, who
 * makes and tests the key in their own browser.
 */
export const seatWithKey = (call: Call, seat: { accountId: string; body: string; recipient: string }): Promise<void> =>
	transact(call, async (call) => {
		allow(isOperator(call.actor));
		await insertSeat(call, { accountId: seat.accountId, body: seat.body, since: call.today });
		await insertTestedKey(call, seat.accountId, seat.recipient);
	});
