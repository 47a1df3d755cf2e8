import { sql } from 'kysely';
import { refusedAs, TooMany, type Call } from '#platform';
import { m } from '#words';
import { roundedInstant, type Feedback } from '../feedback.ts';
import { keepText, listTexts, type Kept } from '../texts.store.ts';

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

/** Something said with a step, one way or the other. `id`: of the message, when it is to be known before. */
export type Said = { kind: MessageKind; text: string; id?: string };

/** The body writes to the sender what goes with no step of its own. */
export async function writeToSender(call: Call, feedback: Feedback, kind: MessageKind, text: string): Promise<void> {
	const said = { kind, text };
	await insertMessage(call, feedback, said, await keepForSender(call, feedback, said), false);
}

/** What the body says to the sender, kept under the key of the case. */
export const keepForSender = (call: Call, { id }: Feedback, { kind, text }: Said): Promise<Kept> =>
	keepText(call, id, kind === 'receipt' ? 'receipt' : 'message', text);

/**
 * @param feedback as it is after the step to which the message belongs
 * @throws {TooMany} what costs its sender nothing is taken twenty times a day; the table holds it too
 */
export async function insertMessage(
	call: Call,
	feedback: Feedback,
	{ kind, id }: Said,
	{ id: textId }: Kept,
	fromSender: boolean,
): Promise<void> {
	await call.db
		.insertInto('feedbackMessage')
		.values({
			...(id !== undefined && { id }),
			feedbackId: feedback.id,
			step: feedback.step,
			fromSender,
			kind,
			textId,
			at: roundedInstant(call.now, feedback.sealed),
			...(!fromSender && { writtenBy: call.actor.accountId }),
		})
		.execute()
		.catch(refusedAs('VD429', () => new TooMany(() => m.feedback_follow_enoughToday())));
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
