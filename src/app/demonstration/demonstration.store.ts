import { sql } from 'kysely';
import type { Call } from '#platform';

/** Who serves where on the day of the call, by number; the unit is the living one. */
export async function listServing(
	call: Call,
): Promise<{ memberId: string; number: string; fullName: string; unitId: number }[]> {
	const { rows } = await sql<{ memberId: string; number: string; fullName: string; unitId: number }>`
		select m.id as member_id, m.number, m.full_name, h.heir_id as unit_id
		from member m
		join posting p on p.member_id = m.id and p.valid @> ${call.today}::date
		join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> ${call.today}::date
		group by m.id, m.number, m.full_name, h.heir_id
		order by m.number`.execute(call.db);
	return rows;
}

/** The posts of heads by the living unit; the named sign-in first. */
export async function listHeads(call: Call): Promise<{ postId: string; unitId: number; accountId: string }[]> {
	const { rows } = await sql<{ postId: string; unitId: number; accountId: string }>`
		select p.id as post_id, h.heir_id as unit_id, p.account_id
		from post p
		join account a on a.id = p.account_id
		join unit_heir h on h.unit_id = p.unit_id and h.principal and not h.by_abolition and h.valid @> ${call.today}::date
		where p.role = 'unitHead' and p.valid @> ${call.today}::date
		group by p.id, h.heir_id, p.account_id, a.password_hash, a.user_name
		order by a.password_hash is null, a.user_name`.execute(call.db);
	return rows;
}

/** The papers of an issue that wait to be written, with whose account could. */
export async function listPapers(
	call: Call,
	issueId: string,
): Promise<{ id: string; unitId: number; accountId: string }[]> {
	const { rows } = await sql<{ id: string; unitId: number; accountId: string }>`
		select c.id, c.unit_id, a.id as account_id
		from commitment c join account a on a.member_id = c.member_id
		where c.issue_id = ${issueId} and c.state = 'notStarted'
		order by c.unit_id, a.user_name`.execute(call.db);
	return rows;
}

/** Makes the planner know what a long transaction has brought in; it would otherwise plan for an empty house. */
export const measure = (call: Call) => sql`select app.measure()`.execute(call.db);

/** Everything in the demonstration may be named in public; in life a unit is shown once somebody has decided so. */
export const showAllUnits = (call: Call) =>
	sql`update unit set publishable = true where not publishable`.execute(call.db);
