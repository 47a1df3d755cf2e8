import { sql } from 'kysely';
import type { Call } from '#platform';
import { roundedInstant, type Feedback } from '../feedback.ts';
import { insertText, listTexts } from '../texts.store.ts';

export type MessageKind =
	| 'addition'
	| 'question'
	| 'reply'
	| 'objection'
	| 'reason'
	| 'progress'
	| 'guidance'
	| 'receipt'
	| 'pressure';

/** The body writes to the sender. `feedback`: as it is after the step to which the message belongs. */
export async function writeToSender(call: Call, feedback: Feedback, kind: MessageKind, text: string): Promise<void> {
	const textId = await insertText(call, feedback.id, kind === 'receipt' ? 'receipt' : 'message', text);
	await call.db
		.insertInto('feedbackMessage')
		.values({
			feedbackId: feedback.id,
			step: feedback.step,
			fromSender: false,
			kind,
			textId,
			at: roundedInstant(call.now, feedback.sealed),
			writtenBy: call.actor.accountId,
		})
		.execute();
}

export type Message = {
	step: number;
	kind: MessageKind;
	fromSender: boolean;
	at: Date;
	writtenBy: string | null;
	/** `undefined`: sealed for custody, erased, or a receipt that is the sender's alone. */
	text: string | undefined;
};

/** What was written both ways, the first first. */
export async function listMessages(call: Call, feedbackId: string): Promise<Message[]> {
	const texts = new Map((await listTexts(call, feedbackId, ['message', 'receipt'])).map(({ id, text }) => [id, text]));
	const rows = await call.db
		.selectFrom('feedbackMessage')
		.select(['step', 'kind', 'fromSender', 'at', 'writtenBy', 'textId'])
		.where('feedbackId', '=', feedbackId)
		.orderBy('at')
		.orderBy('step')
		.execute();
	return rows.map(({ textId, ...row }) => ({ ...row, text: texts.get(textId) }) as Message);
}

/** Did the sender write to the body after this step? */
export async function hasWrittenSince(call: Call, feedbackId: string, step: number): Promise<boolean> {
	const row = await call.db
		.selectFrom('feedbackMessage')
		.select('id')
		.where('feedbackId', '=', feedbackId)
		.where('fromSender', '=', true)
		.where('kind', '!=', 'pressure')
		.where('step', '>', step)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** The ids of the texts that its sender wrote in messages, and where they asked about their data. */
export async function listSenderTexts(call: Call, feedbackId: string): Promise<Set<string>> {
	const { rows } = await sql<{ textId: string }>`
		select text_id from feedback_message where feedback_id = ${feedbackId} and from_sender
		union select text_id from data_request where feedback_id = ${feedbackId} and text_id is not null`.execute(call.db);
	return new Set(rows.map(({ textId }) => textId));
}
