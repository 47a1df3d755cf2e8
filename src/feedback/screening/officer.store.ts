import { sql } from 'kysely';
import type { Call } from '#platform';

/** The member of a service number, for whoever runs or handles the case and nobody else. */
export async function findMemberNumbered(call: Call, feedbackId: string, number: string): Promise<string | undefined> {
	const { rows } = await sql<{ id: string | null }>`select app.member_numbered(${feedbackId}, ${number}) as id`.execute(
		call.db,
	);
	return rows[0]!.id ?? undefined;
}

/** All at once: whoever comes to be in the conflict set by this writes nothing after it. */
export async function insertOfficers(call: Call, feedbackId: string, memberIds: readonly string[]): Promise<void> {
	await call.db
		.insertInto('feedbackOfficer')
		.values(memberIds.map((memberId) => ({ feedbackId, memberId, identifiedBy: call.actor.accountId })))
		.execute();
}

/** The officers whom a case is about. Only ever asked within a case. */
export async function listOfficers(call: Call, feedbackId: string): Promise<{ memberId: string; fullName: string }[]> {
	const { rows } = await sql<{ memberId: string; fullName: string }>`
		select n.member_id, n.full_name from feedback f
		cross join lateral app.names_of_members(array(select o.member_id from feedback_officer o where o.feedback_id = f.id and not o.elsewhere)) n
		where f.id = ${feedbackId} order by n.full_name`.execute(call.db);
	return rows;
}
