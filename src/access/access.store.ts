import { sql } from 'kysely';
import type { Call } from '#platform';

/** An account as administrators see it. */
export type Account = {
	id: string;
	userName: string;
	displayName: string;
	memberId: string | null;
	locale: string;
	disabledAt: Date | null;
	createdAt: Date;
};

const columns = ['id', 'userName', 'displayName', 'memberId', 'locale', 'disabledAt', 'createdAt'] as const;

export const findAccount = (call: Call, id: string): Promise<Account | undefined> =>
	call.db.selectFrom('account').select(columns).where('id', '=', id).executeTakeFirst();

export const findAccountByUserName = (call: Call, userName: string): Promise<Account | undefined> =>
	call.db.selectFrom('account').select(columns).where('userName', '=', userName).executeTakeFirst();

export async function saveAccount(
	call: Call,
	account: {
		id: string;
		userName: string;
		displayName: string;
		memberId: string | null;
		locale: string;
		passwordHash?: string;
	},
): Promise<void> {
	const { passwordHash, ...rest } = account;
	await call.db
		.insertInto('account')
		.values({ ...rest, createdBy: call.actor.accountId, ...(passwordHash !== undefined && { passwordHash }) })
		.execute();
}

export async function saveDisabled(call: Call, accountId: string, disabled: boolean): Promise<void> {
	const at = disabled ? sql<Date>`now()` : null;
	await call.db.updateTable('account').set({ disabledAt: at }).where('id', '=', accountId).execute();
}

export async function saveLocale(call: Call, locale: string): Promise<void> {
	await call.db.updateTable('account').set({ locale }).where('id', '=', call.actor.accountId).execute();
}

/** A role of somebody at a unit. `until` is the first day without it. */
export type HeldPost = {
	id: string;
	accountId: string;
	role: string;
	unitId: number;
	unitName: string;
	from: string;
	until: string | null;
};

/** The posts of somebody that hold today or will, the name of the unit as it is today. One at a unit that was abolished ended with it. */
export async function listPosts(call: Call, accountId: string): Promise<HeldPost[]> {
	const { rows } = await sql<HeldPost>`
		select p.id, p.account_id, p.role, p.unit_id, lower(p.valid) as from, upper(p.valid) as until,
			coalesce((select n.name from unit_heir h join unit_name n on n.unit_id = h.heir_id and n.valid @> ${call.today}::date
				where h.unit_id = p.unit_id and h.principal and h.valid @> ${call.today}::date limit 1), '') as unit_name
		from post p
		where p.account_id = ${accountId} and coalesce(upper(p.valid), 'infinity') > ${call.today}::date
			and not exists (select from unit_heir g where g.unit_id = p.unit_id and g.principal and g.by_abolition and g.valid @> ${call.today}::date)
		order by lower(p.valid), p.role`.execute(call.db);
	return rows;
}

export async function findPost(call: Call, id: string) {
	const { rows } = await sql<{ id: string; accountId: string; role: string; unitId: number; from: string }>`
		select id, account_id, role, unit_id, lower(valid) as from from post
		where id = ${id} and coalesce(upper(valid), 'infinity') > ${call.today}::date`.execute(call.db);
	return rows[0];
}

/** Two who give the same person a role follow one another. */
export async function lockPosts(call: Call, accountId: string): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('posts of ' || ${accountId}, 0))`.execute(call.db);
}

type Span = { from: string; until: string | null };

/** The posts of this role at this unit that share a day with a time, the first one first, and whether they cover it. */
export async function findSamePosts(
	call: Call,
	{ accountId, role, unitId, from, until }: { accountId: string; role: string; unitId: number } & Span,
): Promise<{ id: string; until: string | null; covers: boolean }[]> {
	const { rows } = await sql<{ id: string; until: string | null; covers: boolean }>`
		select id, upper(valid) as until, valid @> daterange(${from}::date, ${until}::date) as covers from post
		where account_id = ${accountId} and role = ${role} and unit_id = ${unitId}
			and valid && daterange(${from}::date, ${until}::date)
		order by lower(valid)`.execute(call.db);
	return rows;
}

/** A post holds for a further time too, and in place of others that held in it. */
export async function savePostSpan(call: Call, id: string, merged: string[], { from, until }: Span): Promise<void> {
	const { rows } = await sql<{ span: string }>`
		select range_merge(range_agg(valid) + datemultirange(daterange(${from}::date, ${until}::date)))::text as span
		from post where id = any (${[id, ...merged]}::uuid[])`.execute(call.db);
	await sql`delete from post where id = any (${merged}::uuid[])`.execute(call.db);
	await sql`update post set valid = ${rows[0]!.span}::daterange where id = ${id}`.execute(call.db);
}

export async function savePost(
	call: Call,
	post: { id: string; accountId: string; role: string; unitId: number; from: string; until: string | null },
): Promise<void> {
	await sql`insert into post (id, account_id, role, unit_id, valid, granted_by)
		values (${post.id}, ${post.accountId}, ${post.role}, ${post.unitId}, daterange(${post.from}::date, ${post.until}::date),
			${call.actor.accountId})`.execute(call.db);
}

/** Ends a post as of today; one that began today, or has not begun, goes: it must not hold until midnight. */
export async function savePostEnd(call: Call, id: string): Promise<void> {
	await sql`delete from post where id = ${id} and lower(valid) >= ${call.today}::date`.execute(call.db);
	await sql`update post set valid = daterange(lower(valid), ${call.today}::date)
		where id = ${id} and lower(valid) < ${call.today}::date`.execute(call.db);
}

/** The unit and its ancestors, as it stands today (after its end: what continues it). */
export async function lineOfUnit(call: Call, unitId: number): Promise<number[]> {
	const { rows } = await sql<{ nodeId: number }>`
		select node_id from unit_standing where unit_id = ${unitId} and valid @> ${call.today}::date`.execute(call.db);
	return rows.map((row) => row.nodeId);
}

/** Whether the caller administers all that somebody holds; the database's own answer, which sees what the caller may not. */
export async function isAdministered(call: Call, accountId: string): Promise<boolean> {
	const { rows } = await sql<{ said: boolean }>`select app.administers(${accountId}) as said`.execute(call.db);
	return rows[0]!.said;
}

/** Whether it is the account of a person of the oversight body, who is let in again only if another of it agrees. */
export async function keepsOwnDoor(call: Call, accountId: string): Promise<boolean> {
	const { rows } = await sql<{ said: boolean }>`select app.keeps_own_door(${accountId}) as said`.execute(call.db);
	return rows[0]!.said;
}

/** For a caller who sees everything: the line of each unit where somebody holds a post or serves, today or later. */
export async function listLines(call: Call, accountId: string): Promise<number[][]> {
	const { rows } = await sql<{ line: number[] }>`
		select array_agg(s.node_id) as line
		from (
			select p.unit_id from post p where p.account_id = ${accountId} and coalesce(upper(p.valid), 'infinity') > ${call.today}::date
			union
			select g.unit_id from posting g join account a on a.member_id = g.member_id
			where a.id = ${accountId} and coalesce(upper(g.valid), 'infinity') > ${call.today}::date
		) placed
		join unit_standing s on s.unit_id = placed.unit_id and s.valid @> ${call.today}::date
		group by placed.unit_id`.execute(call.db);
	return rows.map((row) => row.line);
}

export type OwnSession = { id: string; device: string; createdAt: Date; seenAt: Date; current: boolean };

/** One's own living sessions, this one first. */
export async function listSessions(call: Call, currentHash: Buffer): Promise<OwnSession[]> {
	const { rows } = await sql<OwnSession>`
		select id, device, created_at, seen_at, token_hash = ${currentHash} as current from session
		where account_id = ${call.actor.accountId} and ended_at is null
			and seen_at > now() - interval '31 minutes' and created_at > now() - interval '12 hours'
		order by token_hash = ${currentHash} desc, seen_at desc`.execute(call.db);
	return rows;
}

export async function endSession(call: Call, accountId: string, id: string): Promise<void> {
	await call.db
		.updateTable('session')
		.set({ endedAt: sql<Date>`now()` })
		.where('accountId', '=', accountId)
		.where('id', '=', id)
		.where('endedAt', 'is', null)
		.execute();
}

/** Ends all sessions of somebody, but for one. */
export async function endSessions(call: Call, accountId: string, exceptHash: Buffer | null): Promise<void> {
	await sql`update session set ended_at = now()
		where account_id = ${accountId} and ended_at is null and token_hash is distinct from ${exceptHash}`.execute(
		call.db,
	);
}

/** What stands between somebody's password and their account. */
export async function countFactors(call: Call, accountId: string) {
	const { rows } = await sql<{ totp: boolean; recoveryCodes: number; passkeys: number }>`select
		exists (select from totp where account_id = ${accountId}) as totp,
		(select count(*)::int from recovery_code where account_id = ${accountId} and used_at is null) as recovery_codes,
		(select count(*)::int from passkey where account_id = ${accountId}) as passkeys`.execute(call.db);
	return rows[0]!;
}

export async function saveTotp(call: Call, accountId: string, secret: Buffer, lastStep: number): Promise<void> {
	await call.db.insertInto('totp').values({ accountId, secret, lastStep }).execute();
}

export async function deleteTotp(call: Call, accountId: string): Promise<void> {
	await call.db.deleteFrom('totp').where('accountId', '=', accountId).execute();
	await call.db.deleteFrom('recoveryCode').where('accountId', '=', accountId).execute();
}

/** The new codes take the place of all earlier ones. */
export async function saveRecoveryCodes(call: Call, accountId: string, hashes: Buffer[]): Promise<void> {
	await call.db.deleteFrom('recoveryCode').where('accountId', '=', accountId).execute();
	await call.db
		.insertInto('recoveryCode')
		.values(hashes.map((codeHash) => ({ accountId, codeHash })))
		.execute();
}

export type Passkey = { id: string; name: string; createdAt: Date; usedAt: Date | null };

export const listPasskeys = (call: Call, accountId: string): Promise<Passkey[]> =>
	call.db
		.selectFrom('passkey')
		.select(['id', 'name', 'createdAt', 'usedAt'])
		.where('accountId', '=', accountId)
		.orderBy('createdAt')
		.execute();

export async function savePasskey(
	call: Call,
	passkey: { id: string; accountId: string; publicKey: Buffer; counter: number; transports?: string[]; name: string },
): Promise<void> {
	await call.db
		.insertInto('passkey')
		.values({ ...passkey, transports: passkey.transports ?? [] })
		.execute();
}

/** All of them, or one. Answers how many there were. */
export async function deletePasskeys(call: Call, accountId: string, id?: string): Promise<number> {
	const all = call.db.deleteFrom('passkey').where('accountId', '=', accountId);
	const { numDeletedRows } = await (id === undefined ? all : all.where('id', '=', id)).executeTakeFirst();
	return Number(numDeletedRows);
}

export async function saveLink(call: Call, accountId: string, tokenHash: Buffer): Promise<void> {
	await sql`update one_time_link set expires_at = now()
		where account_id = ${accountId} and used_at is null and expires_at > now()`.execute(call.db);
	await call.db.insertInto('oneTimeLink').values({ accountId, tokenHash, issuedBy: call.actor.accountId }).execute();
}

/** What sign-in leaves behind: steps and questions out of date, throttles that leaked empty, sessions over for a month. */
export async function deleteLeftovers(call: Call): Promise<void> {
	await sql`delete from signin_step where expires_at < now()`.execute(call.db);
	await sql`delete from passkey_challenge where expires_at < now()`.execute(call.db);
	await sql`delete from signin_throttle where at < now() - interval '1 hour'`.execute(call.db);
	await sql`delete from one_time_link l where l.expires_at < now() - interval '30 days' and (l.used_at is null
		or exists (select from one_time_link n where n.account_id = l.account_id and n.used_at > l.used_at))`.execute(
		call.db,
	);
	await sql`delete from session where created_at < now() - interval '30 days'`.execute(call.db);
}
