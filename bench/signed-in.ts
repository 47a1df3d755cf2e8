import { createHash } from 'node:crypto';
import type { Bed } from './bed.ts';

/** The cookie of somebody who is signed in. */
export const cookieOf = (userName: string): string => `vidan=${tokenOf(userName)}`;

/**
 * Signs in everybody whose user name begins so, as if they had just done it: a session whose token follows from the name.
 * Sign-in itself is slow on purpose (Argon2) and is not what is measured.
 */
export async function signIn(bed: Bed, userNames: readonly string[]): Promise<void> {
	await bed.db.query(
		`insert into session (token_hash, account_id)
		select given.hash, a.id from unnest($1::text[], $2::bytea[]) as given (user_name, hash) join account a using (user_name)
		on conflict (token_hash) do update set seen_at = now(), created_at = now()`,
		[userNames, userNames.map((name) => createHash('sha256').update(tokenOf(name)).digest())],
	);
}

/** A head of every living unit who is nobody's member; once for a data folder. Past the triggers, since nobody gives these posts. */
export async function appoint(bed: Bed): Promise<void> {
	await bed.db.query(`
		set session_replication_role = 'replica';
		with living as (
			select distinct descendant as unit_id from unit_closure where valid @> current_date
		), made as (
			insert into account (user_name, display_name)
			select 'head.' || unit_id, 'Thủ trưởng ' || unit_id from living on conflict do nothing
			returning id, substr(user_name, 6)::int as unit_id
		)
		insert into post (account_id, role, unit_id, valid)
		select id, 'unitHead', unit_id, daterange(current_date - 1, null) from made;
		reset session_replication_role`);
}

/** The heads of the root and of the units right under it. */
export async function headsAtTheTop(bed: Bed): Promise<{ userName: string; unitId: number }[]> {
	const { rows } = await bed.db.query<{ userName: string; unitId: number }>(`
		select 'head.' || c.descendant as "userName", c.descendant as "unitId" from unit_closure c
		join unit_parent top on top.parent_id is null and top.unit_id = c.ancestor
		where c.valid @> current_date and c.depth <= 1 order by c.depth, c.descendant`);
	return rows;
}

const tokenOf = (userName: string): string => createHash('sha256').update(`bench ${userName}`).digest('base64url');
