import { sql } from 'kysely';
import type { Call } from '#platform';

/** Somebody's word that an officer was named in a case by mistake. */
export type Clearing = { id: string; memberId: string; textId: string; proposedBy: string };

/** The one that nobody has decided on yet. */
export async function findClearing(call: Call, feedbackId: string): Promise<Clearing | undefined> {
	const row = await call.db
		.selectFrom('feedbackClearing')
		.select(['id', 'memberId', 'textId', 'proposedBy'])
		.where('feedbackId', '=', feedbackId)
		.where('decidedBy', 'is', null)
		.executeTakeFirst();
	return row as Clearing | undefined;
}

export async function insertClearing(
	call: Call,
	clearing: { feedbackId: string; memberId: string; textId: string },
): Promise<void> {
	await call.db
		.insertInto('feedbackClearing')
		.values({ ...clearing, proposedBy: call.actor.accountId!, proposedAt: call.now })
		.execute();
}

/** The conflict set is another from the next statement on: whoever comes to be in it by this writes nothing after it. */
export async function saveClearing(call: Call, id: string, agreed: boolean): Promise<void> {
	await sql`select app.decide_clearing(${id}, ${agreed})`.execute(call.db);
}
