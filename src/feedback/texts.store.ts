import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Call } from '#platform';
import type { CaseKey } from './seal/case-key.ts';
import { open, seal, unwrap } from './seal/case-key.ts';

export type Part =
	| 'matter'
	| 'officer'
	| 'place'
	| 'when'
	| 'contact'
	| 'name'
	| 'organisation'
	| 'message'
	/** Of a case that was split from this one: whoever writes it cannot read it again, the sender alone can. */
	| 'receipt'
	| 'pressure'
	| 'answer'
	| 'brief'
	/** How it came, as whoever entered it noted. */
	| 'entry'
	| 'note';

/** The key of a case, for whoever may see it; `undefined` once it was erased. */
export async function findCaseKey(call: Call, feedbackId: string): Promise<CaseKey | undefined> {
	const row = await call.db
		.selectFrom('feedbackKey')
		.select('wrapped')
		.where('feedbackId', '=', feedbackId)
		.executeTakeFirst();
	return row && unwrap(call.house.secrets, feedbackId, row.wrapped);
}

export type ReadText = { id: string; part: Part; text: string };

/** What the case says, as far as the caller may read it; nothing of what is sealed for custody. */
export async function listTexts(call: Call, feedbackId: string, parts?: readonly Part[]): Promise<ReadText[]> {
	const key = await findCaseKey(call, feedbackId);
	if (!key) return [];
	const rows = await call.db
		.selectFrom('feedbackText')
		.select(['id', 'part', 'body'])
		.where('feedbackId', '=', feedbackId)
		.where('custody', '=', false)
		.orderBy('upToStep')
		.$if(parts !== undefined, (query) => query.where('part', 'in', parts!))
		.execute();
	return rows.map(({ id, part, body }) => ({
		id,
		part: part as Part,
		text: open(key, body, boundTo(feedbackId, part)).toString('utf8'),
	}));
}

/** One note of the body's own, until the case is erased. */
export const findNote = async (call: Call, feedbackId: string, textId: string): Promise<string | undefined> =>
	(await listTexts(call, feedbackId, ['note'])).find(({ id }) => id === textId)?.text;

/** Something that was kept, and the SHA-256 of its bytes as they are kept: encrypted, so that nothing can be tried out against it. */
export type Kept = { id: string; sha256: string };

/** Adds a text under the key of the case and answers its id. Use {@link sealForCustody} and `insertSealed` for what is sealed. */
export const insertText = async (call: Call, feedbackId: string, part: Part, text: string): Promise<string> =>
	(await keepText(call, feedbackId, part, text)).id;

/** The same for what the leaf of a step stands for. */
export async function keepText(call: Call, feedbackId: string, part: Part, text: string): Promise<Kept> {
	const key = await findCaseKey(call, feedbackId);
	if (!key) throw new Error(`feedback ${feedbackId}: erased`);
	return insertBody(call, feedbackId, part, false, seal(key, text, boundTo(feedbackId, part)));
}

/** A brief of all that the sender wrote up to a step. */
export async function insertBrief(call: Call, feedbackId: string, text: string, upToStep: number): Promise<void> {
	const key = await findCaseKey(call, feedbackId);
	if (!key) throw new Error(`feedback ${feedbackId}: erased`);
	await insertBody(call, feedbackId, 'brief', false, seal(key, text, boundTo(feedbackId, 'brief')), upToStep);
}

export const insertSealed = (call: Call, feedbackId: string, part: Part, body: Buffer): Promise<Kept> =>
	insertBody(call, feedbackId, part, true, body);

/** Writes a text of the body's own anew: a draft answer, a brief, a note. */
export async function rewriteText(
	call: Call,
	feedbackId: string,
	textId: string,
	part: Part,
	text: string,
): Promise<void> {
	const key = await findCaseKey(call, feedbackId);
	if (!key) throw new Error(`feedback ${feedbackId}: erased`);
	const body = seal(key, text, boundTo(feedbackId, part));
	await sql`update feedback_text set body = ${body} where id = ${textId} and feedback_id = ${feedbackId}`.execute(
		call.db,
	);
}

/** Puts what custodians alone can read in the place of what the desk could: texts by their content, files by the hash of theirs. */
export async function sealTexts(
	call: Call,
	feedbackId: string,
	texts: readonly { id: string; body: string }[],
	files: readonly { id: string; sha256: string }[],
): Promise<void> {
	await sql`select app.seal_texts(${feedbackId}, ${JSON.stringify(texts)}::jsonb, ${JSON.stringify(files)}::jsonb)`.execute(
		call.db,
	);
}

/** A text is bound to its case and part, so that it cannot be shown as another. */
export const boundTo = (feedbackId: string, part: string): string => `${feedbackId}/${part}`;

/** Its id is made here: what is sealed may be written by somebody who cannot read it, not even its id. */
async function insertBody(
	call: Call,
	feedbackId: string,
	part: Part,
	custody: boolean,
	body: Buffer,
	upToStep: number | null = null,
): Promise<Kept> {
	const id = randomUUID();
	await sql`insert into feedback_text (id, feedback_id, part, custody, body, up_to_step)
		values (${id}, ${feedbackId}, ${part}, ${custody}, ${body}, ${upToStep})`.execute(call.db);
	return { id, sha256: sha256Of(body) };
}

export const sha256Of = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** A text as it is kept. */
export async function findKept(call: Call, feedbackId: string, textId: string): Promise<Kept> {
	const { body } = await call.db
		.selectFrom('feedbackText')
		.select('body')
		.where('id', '=', textId)
		.where('feedbackId', '=', feedbackId)
		.executeTakeFirstOrThrow();
	return { id: textId, sha256: sha256Of(body) };
}
