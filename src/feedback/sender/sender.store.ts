import { sql } from 'kysely';
import { Conflict, type Call } from '#platform';
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
 */
export async function writeFromSender(
	call: Call,
	feedback: Feedback,
	kind: MessageKind,
	text: string,
): Promise<string> {
	const row = await call.db
		.insertInto('feedbackMessage')
		.values({
			feedbackId: feedback.id,
			step: feedback.step,
			fromSender: true,
			kind,
			textId: await insertWritten(call, feedback, kind, text),
			at: roundedInstant(call.now, feedback.sealed),
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

async function insertWritten(call: Call, feedback: Feedback, kind: MessageKind, text: string): Promise<string> {
	const pressed = kind === 'pressure';
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

export async function findRating(call: Call, feedbackId: string): Promise<Rating | undefined> {
	const row = await call.db
		.selectFrom('feedbackRating')
		.select(['overall', 'aspects'])
		.where('feedbackId', '=', feedbackId)
		.executeTakeFirst();
	return row && { overall: row.overall, aspects: row.aspects as Rating['aspects'] };
}

/** Who handles the case and who did each step; `step` 0 is now. The database tells it to the sender, and to nobody else. */
export type Handled = { step: number; unit: string | null; who: string | null };

export async function listHandled(call: Call): Promise<Handled[]> {
	const { rows } = await sql<Handled>`select step, unit, who from app.sender_handled() order by step`.execute(call.db);
	return rows;
}

/** Sealed content was opened: when, by whom, why. */
export type Opening = { at: Date; who: string; reason: string };

export async function listOpenings(call: Call): Promise<Opening[]> {
	const { rows } = await sql<Opening>`select at, who, reason from app.sender_openings() order by at`.execute(call.db);
	return rows;
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

export type Ordered = { task: string; dueOn: string; doneOn: string | null; verifiedOn: string | null };

/** What the answer ordered to be put right. */
export async function listOrdered(call: Call, feedbackId: string): Promise<Ordered[]> {
	const rows = await call.db
		.selectFrom('feedbackRectification')
		.select(['task', 'dueOn', 'doneOn', 'verifiedOn'])
		.where('feedbackId', '=', feedbackId)
		.orderBy('dueOn')
		.execute();
	return rows;
}
