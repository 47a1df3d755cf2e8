import { sql } from 'kysely';
import type { Call } from '#platform';

export type Member = {
	id: string;
	number: string;
	fullName: string;
	rank: string | null;
	email: string | null;
	/** Where somebody who has left served last. */
	leftUnitId: number | null;
};

const columns = ['id', 'number', 'fullName', 'rank', 'email', 'leftUnitId'] as const;

export const findMember = (call: Call, id: string): Promise<Member | undefined> =>
	call.db.selectFrom('member').select(columns).where('id', '=', id).executeTakeFirst();

export const findMemberByNumber = (call: Call, number: string): Promise<Member | undefined> =>
	call.db.selectFrom('member').select(columns).where('number', '=', number).executeTakeFirst();

/** Somebody who is being changed; the others who want to wait. */
export const lockMember = (call: Call, id: string): Promise<Member | undefined> =>
	call.db.selectFrom('member').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();

export async function saveMember(call: Call, member: Omit<Member, 'leftUnitId'>): Promise<void> {
	await call.db.insertInto('member').values(member).execute();
}

export async function saveMemberWords(
	call: Call,
	id: string,
	words: { fullName: string; rank: string | null; email: string | null },
): Promise<void> {
	await call.db.updateTable('member').set(words).where('id', '=', id).execute();
}

export async function saveLeft(call: Call, id: string, unitId: number | null): Promise<void> {
	await call.db.updateTable('member').set({ leftUnitId: unitId }).where('id', '=', id).execute();
}

/** Where somebody served. `until`: the first day after it. `livingUnitId`: what the unit is on the last day of it, or today. */
export type Posting = {
	id: string;
	unitId: number;
	livingUnitId: number;
	unitName: string;
	position: string;
	from: string;
	until: string | null;
};

/** All postings of a member, the newest first, the unit as it was called on the last day of it, or today. */
export async function listPostings(call: Call, memberId: string): Promise<Posting[]> {
	const { rows } = await sql<Posting>`
		select p.id, p.unit_id, h.heir_id as living_unit_id, n.name as unit_name, p.position, lower(p.valid) as from, upper(p.valid) as until
		from posting p
		cross join lateral (select greatest(lower(p.valid), least(coalesce(upper(p.valid) - 1, ${call.today}::date), ${call.today}::date)) as day) seen
		join lateral (select heir_id from unit_heir h where h.unit_id = p.unit_id and h.principal and h.valid @> seen.day limit 1) h on true
		join unit_name n on n.unit_id = h.heir_id and n.valid @> seen.day
		where p.member_id = ${memberId} order by lower(p.valid) desc`.execute(call.db);
	return rows;
}

/** The posting of a member that holds on a day. */
export async function findPosting(call: Call, memberId: string, on: string) {
	const { rows } = await sql<{
		id: string;
		unitId: number;
		from: string;
		until: string | null;
		position: string;
		livingUnitId: number;
	}>`
		select p.id, p.unit_id, lower(p.valid) as from, upper(p.valid) as until, p.position,
			(select heir_id from unit_heir h where h.unit_id = p.unit_id and h.principal and h.valid @> ${on}::date limit 1) as living_unit_id
		from posting p where p.member_id = ${memberId} and p.valid @> ${on}::date`.execute(call.db);
	return rows[0];
}

/** The first day from `on` on on which somebody serves anywhere, also out of the caller's sight; null when none is written down. */
export async function servesFrom(call: Call, memberId: string, on: string): Promise<string | null> {
	const { rows } = await sql<{ day: string | null }>`select app.serves_from(${memberId}, ${on}::date) as day`.execute(
		call.db,
	);
	return rows[0]!.day;
}

export async function savePosting(
	call: Call,
	posting: { memberId: string; unitId: number; position: string; from: string; until: string | null },
): Promise<void> {
	await sql`insert into posting (id, member_id, unit_id, position, valid) values (${crypto.randomUUID()}, ${posting.memberId},
		${posting.unitId}, ${posting.position}, daterange(${posting.from}::date, ${posting.until}::date))`.execute(call.db);
}

/** What was entered for the same day is put right in place. */
export async function savePostingAs(
	call: Call,
	id: string,
	posting: { unitId: number; position: string },
): Promise<void> {
	await call.db.updateTable('posting').set(posting).where('id', '=', id).execute();
}

export async function savePostingEnd(call: Call, id: string, until: string): Promise<void> {
	await sql`update posting set valid = daterange(lower(valid), ${until}::date) where id = ${id}`.execute(call.db);
}

export async function saveMove(
	call: Call,
	move: { memberId: string; fromUnitId: number | null; toUnitId: number | null; onDate: string },
): Promise<void> {
	await call.db.insertInto('memberMove').values(move).execute();
}

export type Exemption = { id: string; reason: string; from: string; until: string | null };

export async function listExemptions(call: Call, memberId: string): Promise<Exemption[]> {
	const { rows } = await sql<Exemption>`select id, reason, lower(valid) as from, upper(valid) as until
		from exemption where member_id = ${memberId} order by lower(valid) desc`.execute(call.db);
	return rows;
}

export async function saveExemption(
	call: Call,
	exemption: { memberId: string; reason: string; from: string; until: string | null },
): Promise<void> {
	await sql`insert into exemption (id, member_id, reason, valid) values (${crypto.randomUUID()}, ${exemption.memberId},
		${exemption.reason}, daterange(${exemption.from}::date, ${exemption.until}::date))`.execute(call.db);
}

/** Ends what holds on that day; answers whether something did. */
export async function saveExemptionEnd(call: Call, memberId: string, id: string, until: string): Promise<boolean> {
	const { numAffectedRows } = await sql`update exemption set valid = daterange(lower(valid), ${until}::date)
		where id = ${id} and member_id = ${memberId} and lower(valid) < ${until}::date
			and coalesce(upper(valid), 'infinity') > ${until}::date`.execute(call.db);
	return numAffectedRows === 1n;
}

/** Who is on the strength of a unit: the row of a list. */
export type Serving = {
	id: string;
	number: string;
	fullName: string;
	rank: string | null;
	position: string;
	since: string;
	exempt: boolean;
	unitId: number;
	unitName: string;
};

/** Orders of a list of members; names go by the given name. */
const orders = {
	name: (dir: 'asc' | 'desc') =>
		sql`m.given_name collate "vi-x-icu" ${sql.raw(dir)}, m.full_name collate "vi-x-icu" ${sql.raw(dir)}, m.number`,
	number: (dir: 'asc' | 'desc') => sql`m.number ${sql.raw(dir)}`,
	since: (dir: 'asc' | 'desc') => sql`lower(p.valid) ${sql.raw(dir)}, m.number`,
} as const;
export type MemberOrder = keyof typeof orders;

export type ListQuery = { sort: MemberOrder; dir: 'asc' | 'desc'; limit: number | null; offset: number };

const serving = (on: string) => sql`select m.id, m.number, m.full_name, m.rank, p.position, lower(p.valid) as since,
	exists (select from exemption e where e.member_id = m.id and e.valid @> ${on}::date) as exempt, n.unit_id, n.name as unit_name`;

/** Members who serve in a unit on a day: in itself, or in one that it continues. */
export async function listServing(call: Call, unitId: number, on: string, query: ListQuery): Promise<Serving[]> {
	const { rows } = await sql<Serving>`${serving(on)}
		from (select distinct unit_id from unit_heir where heir_id = ${unitId} and principal and valid @> ${on}::date) of
		join posting p on p.unit_id = of.unit_id and p.valid @> ${on}::date
		join member m on m.id = p.member_id
		join unit_name n on n.unit_id = ${unitId} and n.valid @> ${on}::date
		order by ${orders[query.sort](query.dir)} limit ${query.limit} offset ${query.offset}`.execute(call.db);
	return rows;
}

/** How many serve in a unit on a day. */
export async function countServing(call: Call, unitId: number, on: string): Promise<number> {
	const { rows } = await sql<{ count: number }>`select count(*)::int as count
		from (select distinct unit_id from unit_heir where heir_id = ${unitId} and principal and valid @> ${on}::date) of
		join posting p on p.unit_id = of.unit_id and p.valid @> ${on}::date`.execute(call.db);
	return rows[0]!.count;
}

/** Members in a unit or below it today, by a part of the name (marks or none) or the whole number; no more than 50. */
export async function searchMembers(call: Call, unitId: number, words: string): Promise<Serving[]> {
	const { rows } = await sql<Serving>`${serving(call.today)}
		from app.find_members(${unitId}, ${words}, 50) found
		join member m on m.id = found
		join posting p on p.member_id = m.id and p.valid @> ${call.today}::date
		join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> ${call.today}::date
		join unit_name n on n.unit_id = h.heir_id and n.valid @> ${call.today}::date
		group by m.id, p.id, n.unit_id, n.name
		order by ${orders.name('asc')}`.execute(call.db);
	return rows;
}
