import { sql } from 'kysely';
import type { Call } from '#platform';
import { daysBetween } from '#words';
import type { Feedback } from '../feedback.ts';

/** A question and its answer in words for everybody. */
export type Redaction = { question: string; answer: string };
export type Publication = Redaction & { redactedBy: string; approvedBy: string | null; publishedAt: Date | null };

export const findPublication = (call: Call, feedbackId: string): Promise<Publication | undefined> =>
	call.db
		.selectFrom('feedbackPublication')
		.select(['question', 'answer', 'redactedBy', 'approvedBy', 'publishedAt'])
		.where('feedbackId', '=', feedbackId)
		.executeTakeFirst();

/** Writes it, or writes it anew as long as it is not released; whoever wrote last is its author. */
export async function saveRedaction(call: Call, feedback: Feedback, redaction: Redaction): Promise<boolean> {
	const { numAffectedRows } = await sql`
		insert into feedback_publication (feedback_id, question, answer, kind, topic, unit_id, days, redacted_by)
		values (${feedback.id}, ${redaction.question}, ${redaction.answer}, ${feedback.kind}, ${feedback.topic}, ${feedback.unitId},
			${daysBetween(feedback.receivedOn, feedback.answeredOn ?? call.today)}, ${call.actor.accountId})
		on conflict (feedback_id) do update set question = excluded.question, answer = excluded.answer, redacted_by = excluded.redacted_by
		where feedback_publication.published_at is null`.execute(call.db);
	return numAffectedRows === 1n;
}

export async function saveRelease(call: Call, feedbackId: string): Promise<void> {
	await sql`update feedback_publication set approved_by = ${call.actor.accountId}, published_at = ${call.now},
		overall = (select overall from feedback_rating where feedback_id = ${feedbackId}) where feedback_id = ${feedbackId}`.execute(
		call.db,
	);
}
