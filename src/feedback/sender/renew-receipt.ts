import { Conflict, transact, type Call } from '#platform';
import { addDays, formatDate, m } from '#words';
import { advance } from '../advance.ts';
import { enterReceipt } from '../feedback.store.ts';
import type { Feedback } from '../feedback.ts';
import { notNow } from '../not-now.ts';
import { receiptFor, type Receipt } from '../receipt/receipt.ts';
import { findReceiptRow, replaceReceipt } from './sender.store.ts';

/** A clerk who entered a matter saw the receipt; the sender replaces it, once, and the old one opens nothing. */
export const mayRenew = (feedback: Feedback, renewed: boolean): boolean => feedback.enteredBy !== null && !renewed;

/**
 * What is done to a case, and not only told, is done with a receipt that nobody but the sender has seen: a clerk who entered it could do
 * it otherwise. To see it, to add, to say that one is pressed and to replace the receipt is possible with the one that the clerk saw.
 *
 * @throws {Conflict} until the receipt is replaced
 */
export async function onlyWithOwnReceipt(call: Call, feedback: Feedback): Promise<void> {
	const row = await findReceiptRow(call, feedback.id);
	if (mayRenew(feedback, row?.renewed ?? true)) throw new Conflict(() => m.feedback_follow_conflict_renewFirst());
}

/** So many days whoever was forestalled has to find out, and to say so, before anything can be made to vanish. The database holds it too. */
const daysToSettle = 30;

/** From when on what ends an entered case for good is done with its new receipt; `null` where nothing is to be waited for. */
export const settledFrom = ({ enteredBy }: Pick<Feedback, 'enteredBy'>, replacedOn: string | null): string | null =>
	enteredBy === null || replacedOn === null ? null : addDays(replacedOn, daysToSettle);

/**
 * To accept the answer, and to have all erased, makes an entered case vanish: a clerk who replaces the receipt first could, and its sender
 * would read no more than the day on which that was.
 *
 * @throws {Conflict} until the receipt is replaced, and for thirty days after
 */
export async function onlyWithSettledReceipt(call: Call, feedback: Feedback): Promise<void> {
	await onlyWithOwnReceipt(call, feedback);
	const from = settledFrom(feedback, (await findReceiptRow(call, feedback.id))?.replacedOn ?? null);
	if (from !== null && call.today < from)
		throw new Conflict(() => m.feedback_follow_conflict_settledFrom({ date: formatDate(from) }));
}

/**
 * @param key see `renewalKey`: the new receipt is derived from it, so that sending the form again shows the same one
 */
export const renewReceipt = (call: Call, feedback: Feedback, key: string): Promise<Receipt> =>
	transact(call, async (call) => {
		const row = await findReceiptRow(call, feedback.id);
		if (!mayRenew(feedback, row?.renewed ?? true)) throw notNow();
		const { hash, characters, words } = receiptFor(call.house.secrets, key);
		await advance(call, feedback, { event: 'receiptRenewed', bySender: true });
		await replaceReceipt(call, feedback.id, hash);
		await enterReceipt(call, hash);
		return { characters, words };
	});
