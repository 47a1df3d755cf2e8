import { sql } from 'kysely';
import type { Call } from '#platform';

/** An account with what its owner is today, for the list of an administrator. */
export type User = {
	id: string;
	userName: string;
	displayName: string;
	disabledAt: Date | null;
	posts: { role: string; unitName: string }[];
};

const orders = {
	name: sql`substring(a.display_name from '\\S+$') collate "vi-x-icu", a.display_name collate "vi-x-icu", a.user_name`,
	userName: sql`a.user_name`,
};
export type UserOrder = keyof typeof orders;

export type UserQuery = { q: string; sort: UserOrder; limit: number; offset: number };

const matching = (q: string) =>
	q === ''
		? sql`true`
		: sql`(app.fold(a.display_name) like ${like(q)} escape '\\' or a.user_name like ${like(q.toLowerCase())} escape '\\')`;

const like = (q: string) =>
	sql`'%' || replace(replace(replace(app.fold(${q}::text), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'`;

/** Accounts in sight: row-level security says whose. */
export async function listUsers(call: Call, query: UserQuery): Promise<{ users: User[]; total: number }> {
	const where = sql`a.id <> ${call.actor.accountId ?? '00000000-0000-0000-0000-000000000000'} and ${matching(query.q)}`;
	const { rows } = await sql<User>`
		select a.id, a.user_name, a.display_name, a.disabled_at, coalesce((
			select jsonb_agg(jsonb_build_object('role', p.role, 'unitName', n.name) order by p.role)
			from post p join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> ${call.today}::date
			join unit_name n on n.unit_id = h.heir_id and n.valid @> ${call.today}::date
			where p.account_id = a.id and p.valid @> ${call.today}::date), '[]') as posts
		from account a where ${where}
		order by ${orders[query.sort]} limit ${query.limit} offset ${query.offset}`.execute(call.db);
	const count = await sql<{ total: number }>`select count(*)::int as total from account a where ${where}`.execute(
		call.db,
	);
	return { users: rows, total: count.rows[0]!.total };
}
