import { sql } from 'kysely';
import type { Call } from '#platform';

/** Keeps the link in force; an earlier one is good no more. */
export async function saveSetUpLink(call: Call, tokenHash: Buffer): Promise<void> {
	await sql`insert into set_up_link (token_hash, made_at) values (${tokenHash}, ${call.now})
		on conflict (one) do update set token_hash = excluded.token_hash, made_at = excluded.made_at`.execute(call.db);
}

export async function isSetUpLink(call: Call, tokenHash: Buffer): Promise<boolean> {
	const { rows } = await sql`select from set_up_link where token_hash = ${tokenHash}`.execute(call.db);
	return rows.length > 0;
}

export async function hasSetUpLink(call: Call): Promise<boolean> {
	const { rows } = await sql`select from set_up_link limit 1`.execute(call.db);
	return rows.length > 0;
}

/** Somebody can sign in: from then on the house is governed by its administrators. */
export async function isGoverned(call: Call): Promise<boolean> {
	const { rows } = await sql`select from account where password_hash is not null limit 1`.execute(call.db);
	return rows.length > 0;
}

/** The administrator whom this set-up has made and who has not chosen a password yet. */
export async function findFirstAdministrator(call: Call): Promise<string | undefined> {
	const { rows } = await sql<{ id: string }>`
		select a.id from account a join post p on p.account_id = a.id and p.role = 'administrator'
		where a.password_hash is null order by a.created_at limit 1`.execute(call.db);
	return rows[0]?.id;
}

/** One step at a time, so that two browsers do not make two roots. */
export async function lockSetUp(call: Call): Promise<void> {
	await sql`select from set_up_link for update`.execute(call.db);
}
