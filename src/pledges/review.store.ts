import { sql } from 'kysely';
import type { Call } from '#platform';
import type { HeldReview, Review, ReviewStage } from './pledge.ts';

/** What was found of a pledge, in the order of its year. */
export async function listReviews(call: Call, pledgeId: string): Promise<HeldReview[]> {
	const { rows } = await sql<HeldReview>`
		select stage, held_on, summary, findings, entered_by from pledge_review where pledge_id = ${pledgeId}
		order by array_position(array['midTermChecked', 'scored', 'closed'], stage)`.execute(call.db);
	return rows;
}

export async function addReview(call: Call, pledgeId: string, stage: ReviewStage, review: Review): Promise<void> {
	await sql`insert into pledge_review (pledge_id, stage, held_on, summary, findings, entered_by, entered_at)
		values (${pledgeId}, ${stage}, ${review.heldOn}, ${review.summary}, ${JSON.stringify(review.findings)},
			${call.actor.accountId}, ${call.now})`.execute(call.db);
}
