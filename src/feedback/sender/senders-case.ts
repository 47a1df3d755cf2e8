import { found, type Call } from '#platform';
import type { Feedback } from '../feedback.ts';
import { enterReceipt, lockSendersCase } from '../feedback.store.ts';
import type { Receipt } from '../receipt/receipt.ts';
import { hashOfTyped } from '../receipt/receipt.ts';

/** The case of whoever shows this receipt: from here on the transaction goes on as its sender. */
export async function sendersCase(call: Call, { characters }: Receipt): Promise<Feedback> {
	await enterReceipt(call, found(hashOfTyped(call.house.secrets, characters)));
	return found(await lockSendersCase(call));
}
