import { sql } from 'kysely';
import { Conflict, TooMany, type Call } from '#platform';
import { m } from '#words';
import { roundedInstant, type Aspect, type Feedback } from '../feedback.ts';
import type { MessageKind } from '../handling/message.store.ts';
import { findCustody, findOversight } from '../seal/custody.store.ts';
import { sealForCustody } from '../seal/custody.ts';
import { insertSealed, insertText } from '../texts.store.ts';

/**
 * The sender writes: under the key of the case; of sealed kinds to the custodians alone, as from the beginning. That the sender was
 * pressed is sealed in every case, to the oversight body alone.
 *
 * @param feedback as it is after the step to which the message belongs
 * @returns the id of the message
 * @throws {Conflict} when there is nobody to seal for
 * @throws {TooMany} what costs nothing is taken twenty times a day; the table holds it too
 */
export async function writeFromSender(
	call: Call,
	feedback: Feedback,
	kind: MessageKind,
	text: string,
): Promise<string> {
	const textId = await insertWritten(call, feedback, kind === 'pressure', text);
	const row = await call.db
		.insertInto('feedbackMessage')
		.values({
			feedbackId: feedback.id,
			step: feedback.step,
			fromSender: true,
			kind,
			textId,
			at: roundedInstant(call.now, feedback.sealed),
		})
		.returning('id')
		.executeTakeFirstOrThrow()
		.catch((error: unknown) => {
			if ((error as { code?: string }).code === 'VD429') throw new TooMany(() => m.feedback_follow_enoughToday());
			throw error;
		});
	return row.id;
}

/**
 * @param pressed for the oversight body alone
 * @throws {Conflict} when there is nobody to seal for
 */
export async function insertWritten(call: Call, feedback: Feedback, pressed: boolean, text: string): Promise<string> {
	if (!pressed && !feedback.sealed) return insertText(call, feedback.id, 'message', text);
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

export async function findReceiptRow(call: Call, feedbackId: string): Promise<{ renewed: boolean } | undefined> {
	return call.db
		.selectFrom('feedbackReceipt')
		.select('renewed')
		.where('feedbackId', '=', feedbackId)
		.executeTakeFirst();
}

/** From now on another receipt is the one of the case; the transaction goes on as whoever shows it. */
export async function replaceReceipt(call: Call, feedbackId: string, receiptHash: Buffer): Promise<void> {
	await sql`update feedback_receipt set receipt_hash = ${receiptHash}, renewed = true
		where feedback_id = ${feedbackId}`.execute(call.db);
}
