import { sql } from 'kysely';
import type { Call } from '#platform';

/** People who may be given a case; asked only for a case that the caller runs. Who is missing is missing without a reason. */
export async function listEligibleHandlers(
	call: Call,
	feedbackId: string,
): Promise<{ accountId: string; displayName: string }[]> {
	const { rows } = await sql<{ accountId: string; displayName: string }>`
		select account_id, display_name from app.eligible_handlers(${feedbackId})`.execute(call.db);
	return rows;
}

/** May the unit be offered the case? */
export async function mayReceive(call: Call, feedbackId: string, unitId: number): Promise<boolean> {
	const { rows } = await sql<{ may: boolean }>`select app.may_receive(${feedbackId}, ${unitId}) as may`.execute(
		call.db,
	);
	return rows[0]!.may;
}

/** Forgets to whom a case was offered, once the offer does not stand any more. */
export async function endOffer(call: Call, feedbackId: string): Promise<void> {
	await sql`select app.end_offer(${feedbackId})`.execute(call.db);
}

/** Whoever handles a case takes part in its stage, and decides on no later one. */
export async function takePart(call: Call, feedback: { id: string; stage: number }): Promise<void> {
	await sql`insert into feedback_part (feedback_id, account_id, stage)
		values (${feedback.id}, ${call.actor.accountId}, ${feedback.stage}) on conflict do nothing`.execute(call.db);
}

/** Steps back: from the next statement on, the caller does not see the case. */
export async function stepBack(call: Call, feedback: { id: string; stage: number }): Promise<void> {
	await sql`insert into feedback_part (feedback_id, account_id, stage, recused)
		values (${feedback.id}, ${call.actor.accountId}, ${feedback.stage}, true)
		on conflict (feedback_id, account_id, stage) do update set recused = true`.execute(call.db);
}

/** Cases whose handler has come to be in their conflict set, or holds no post at their body any more, are routed again; answers how many. */
export async function unrouteBarred(call: Call): Promise<number> {
	const { rows } = await sql<{ moved: number }>`select app.unroute_barred() as moved`.execute(call.db);
	return rows[0]!.moved;
}

/** What accounts are called, whose ids stand in a case. */
export async function namesOfAccounts(
	call: Call,
	ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
	const asked = [...new Set(ids.filter((id) => id !== null))];
	const { rows } = await sql<{ accountId: string; displayName: string }>`
		select account_id, display_name from app.names_of_accounts(${asked}::uuid[])`.execute(call.db);
	return new Map(rows.map(({ accountId, displayName }) => [accountId, displayName]));
}
