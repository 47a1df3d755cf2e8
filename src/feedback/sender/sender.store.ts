import { sql } from 'kysely';
import { Conflict, type Call } from '#platform';
import { m } from '#words';
import type { Aspect, Feedback } from '../feedback.ts';
import { findCustody, findOversight } from '../seal/custody.store.ts';
import { sealForCustody } from '../seal/custody.ts';
import { insertSealed, keepText, type Kept } from '../texts.store.ts';

/**
 * What the sender says: under the key of the case; of sealed kinds to the custodians alone, as from the beginning. That the sender was
 * pressed is sealed in every case, to the oversight body alone.
 *
 * @throws {Conflict} when there is nobody to seal for
 */
export async function keepFromSender(call: Call, feedback: Feedback, pressed: boolean, text: string): Promise<Kept> {
	if (!pressed && !feedback.sealed) return keepText(call, feedback.id, 'message', text);
	const recipients = pressed ? await findOversight(call) : (await findCustody(call)).recipients;
	if (recipients.length === 0) throw new Conflict(() => m.feedback_follow_nobodyHears());
	return insertSealed(call, feedback.id, pressed ? 'pressure' : 'message', await sealForCustody(recipients, text));
}

export type Rating = { overall: number; aspects: Partial<Record<Aspect, number>> };

/** @returns `false` when it was rated before */
export async function insertRating(call: Call, feedbackId: string, { overall, aspects }: Rating): Promise<boolean> {
	const done = await call.db
		.insertInto('feedbackRating')
		.values({ feedbackId, overall, aspects: JSON.stringify(aspects), ratedOn: call.today })
		.onConflict((on) => on.doNothing())
		.executeTakeFirst();
	return done.numInsertedOrUpdatedRows === 1n;
}

export async function findReceiptRow(
	call: Call,
	feedbackId: string,
): Promise<{ renewed: boolean; replacedOn: string | null } | undefined> {
	return call.db
		.selectFrom('feedbackReceipt')
		.select(['renewed', 'replacedOn'])
		.where('feedbackId', '=', feedbackId)
		.executeTakeFirst();
}

/** From now on another receipt is the one of the case; the transaction goes on as whoever shows it. */
export async function replaceReceipt(call: Call, feedbackId: string, receiptHash: Buffer): Promise<void> {
	await sql`update feedback_receipt set receipt_hash = ${receiptHash}, renewed = true
		where feedback_id = ${feedbackId}`.execute(call.db);
}
