import { sql } from 'kysely';
import type { Call } from '#platform';
import type { Answer, AnswerText } from '../answering/answer.ts';
import { findCaseKey, insertText } from '../texts.store.ts';

/** The cases that were joined to this one as duplicates. */
export async function listMerged(call: Call, feedbackId: string): Promise<string[]> {
	const rows = await call.db.selectFrom('feedback').select('id').where('mergedInto', '=', feedbackId).execute();
	return rows.map(({ id }) => id);
}

/** The same, as far as the caller may know of them, the first received first. */
export async function listJoined(call: Call, feedbackId: string): Promise<Joined[]> {
	const { rows } = await sql<Joined>`select f.id, f.reference, f.received_on,
		exists (select from feedback_message x where x.feedback_id = f.id and x.kind = 'addition') as added
		from feedback f where f.merged_into = ${feedbackId} order by f.received_on, f.id`.execute(call.db);
	return rows;
}
export type Joined = {
	id: string;
	reference: string;
	receivedOn: string;
	/** Its sender added something. */
	added: boolean;
};

/** A copy of an approved answer, unless the case has it already or was erased. */
export async function insertSharedAnswer(
	call: Call,
	mergedId: string,
	answer: Answer,
	text: AnswerText,
): Promise<void> {
	const sharedFrom = answer.sharedFrom ?? answer.id;
	const { rows } = await sql`select from feedback_answer where feedback_id = ${mergedId}
		and ${sharedFrom} in (id, shared_from)`.execute(call.db);
	if (rows.length > 0 || !(await findCaseKey(call, mergedId))) return;
	const textId = await insertText(call, mergedId, 'answer', JSON.stringify(text));
	const { id: _, ...copied } = answer as Answer & { text?: AnswerText };
	const { text: __, ...row } = copied;
	await call.db
		.insertInto('feedbackAnswer')
		.values({ ...row, feedbackId: mergedId, textId, sharedFrom })
		.execute();
}
