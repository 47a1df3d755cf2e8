import { sql } from 'kysely';
import type { Call } from '#platform';
import { saveState, type Paper } from './commitment.store.ts';
import type { Kept, KeptReview } from './commitment.ts';

/** How it was kept; undefined for whoever may not read it, and as long as nothing was said. */
export async function findReview(call: Call, id: string): Promise<KeptReview | undefined> {
	const { rows } = await sql<KeptReview>`select own_result, own_text, filed_at, result, comment, reviewed_at
		from commitment_review where commitment_id = ${id}`.execute(call.db);
	return rows[0];
}

/** The author's review, with which the paper is filed. */
export async function saveOwnReview(call: Call, paper: Paper, own: { result: Kept; text: string }): Promise<void> {
	await sql`insert into commitment_review (commitment_id, own_result, own_text)
		values (${paper.id}, ${own.result}, ${own.text})`.execute(call.db);
	await saveState(call, paper, 'filed');
}

/** What the commander found. */
export async function saveFinding(call: Call, paper: Paper, found: { result: Kept; comment: string }): Promise<void> {
	await sql`update commitment_review set result = ${found.result}, comment = ${found.comment},
		reviewed_by = ${call.actor.accountId}, reviewed_at = ${call.now} where commitment_id = ${paper.id}`.execute(
		call.db,
	);
	await saveState(call, paper, 'reviewed');
}
