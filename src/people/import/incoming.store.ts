import { sql, type RawBuilder } from 'kysely';
import type { Call } from '#platform';

/** A row of the file with its unit found. `newId`: who it becomes when the number is new. */
export type Incoming = {
	line: number;
	newId: string;
	number: string;
	fullName: string;
	unitId: number;
	position: string;
	rank: string | null;
	email: string | null;
	exemptReason: string | null;
};

/** Something to select the incoming rows from: a temporary table, or for those who may make none, the rows themselves. */
export type Source = RawBuilder<unknown>;

const shape = sql`line int, new_id uuid, number text collate "C", full_name text, unit_id int, position text, rank text, email text, exempt_reason text`;

/** A few thousand rows, sent along with each statement. */
export const sourceOf = (rows: readonly Incoming[]): Source =>
	sql`jsonb_to_recordset(${JSON.stringify(rows.map(asColumns))}::jsonb) as incoming (${shape})`;

const asColumns = (row: Incoming) => ({
	line: row.line,
	new_id: row.newId,
	number: row.number,
	full_name: row.fullName,
	unit_id: row.unitId,
	position: row.position,
	rank: row.rank,
	email: row.email,
	exempt_reason: row.exemptReason,
});

/**
 * Room for hundreds of thousands of rows, until the transaction ends. The statistics of the tables know nothing of rows
 * that come within it: a table measured while empty was scanned once for each row (nine minutes), hence no nested loops.
 */
export async function makeRoom(call: Call): Promise<Source> {
	await sql`set local enable_nestloop = off`.execute(call.db);
	// A second file in the same transaction begins anew.
	await sql`drop table if exists pg_temp.incoming_member`.execute(call.db);
	await sql`create temporary table incoming_member (${shape}) on commit drop`.execute(call.db);
	return sql`incoming_member as incoming`;
}

/** What comes after the import in the same transaction is planned as usual. */
export async function leaveRoom(call: Call): Promise<void> {
	await sql`set local enable_nestloop to default`.execute(call.db);
}

/** Arrays rather than COPY: the rows arrive in the transaction of the call, in one message for thousands of them. */
export async function putRows(call: Call, rows: readonly Incoming[]): Promise<void> {
	await sql`insert into incoming_member select * from unnest(${rows.map((row) => row.line)}::int[],
		${rows.map((row) => row.newId)}::uuid[], ${rows.map((row) => row.number)}::text[], ${rows.map((row) => row.fullName)}::text[],
		${rows.map((row) => row.unitId)}::int[], ${rows.map((row) => row.position)}::text[], ${rows.map((row) => row.rank)}::text[],
		${rows.map((row) => row.email)}::text[], ${rows.map((row) => row.exemptReason)}::text[])`.execute(call.db);
}

export async function measureRows(call: Call): Promise<void> {
	await sql`analyze incoming_member`.execute(call.db);
}

/**
 * Each incoming row with the member it is and the posting that holds on the day. A new member is nobody's to see until
 * posted, hence `new_id` where none is found.
 */
const placed = (source: Source, on: string) => sql`
	select incoming.*, coalesce(m.id, incoming.new_id) as member_id, m.id is null as is_new,
		m.full_name is distinct from incoming.full_name or m.rank is distinct from coalesce(incoming.rank, m.rank)
			or m.email is distinct from coalesce(incoming.email, m.email) as says_more,
		p.id as posting_id, lower(p.valid) as since, upper(p.valid) as until, p.position as old_position,
		(select h.heir_id from unit_heir h where h.unit_id = p.unit_id and h.principal and h.valid @> ${on}::date limit 1) as old_unit_id
	from ${source}
	left join member m on m.number = incoming.number
	left join posting p on p.member_id = m.id and p.valid @> ${on}::date`;

/** A line that the caller may not take in, and why. */
export type RefusedLine = { line: number; why: 'notKept' | 'exemptsOneself' | 'postsOneself' | 'servesElsewhere' };

/**
 * Lines of members who serve that day, or served last, in a unit that the caller does not keep, those that excuse or post the caller, and those
 * who serve that day or later where the caller sees nothing. Of
 * members out of sight nothing is known here; their numbers are refused when they are entered.
 */
export async function listRefused(call: Call, source: Source, on: string): Promise<RefusedLine[]> {
	const { rows } =
		await sql<RefusedLine>`with mine as materialized (select app.keeps_people() as units, app.member_id() as me)
		select line, why from (
			select placed.line, case
				when not app.stands_in(coalesce(placed.old_unit_id, m.left_unit_id, placed.unit_id), mine.units) then 'notKept'
				when placed.exempt_reason is not null and placed.member_id = mine.me then 'exemptsOneself'
				when placed.member_id = mine.me and (placed.old_unit_id is distinct from placed.unit_id or placed.old_position <> placed.position)
					then 'postsOneself'
				when placed.posting_id is null and app.serves_from(m.id, ${on}::date) is distinct from
					(select min(lower(p.valid)) from posting p where p.member_id = m.id and lower(p.valid) > ${on}::date)
					then 'servesElsewhere' end as why
			from (${placed(source, on)}) placed
			join member m on m.id = placed.member_id
			cross join mine) judged
		where why is not null order by line`.execute(call.db);
	return rows;
}

export type Difference = { added: number; moved: number; changed: number; same: number };

/** What taking the rows in would do. */
export async function compareRows(call: Call, source: Source, on: string): Promise<Difference> {
	const { rows } = await sql<Difference>`with placed as (${placed(source, on)})
		select count(*) filter (where is_new)::int as added,
			count(*) filter (where not is_new and old_unit_id is distinct from unit_id)::int as moved,
			count(*) filter (where not is_new and old_unit_id = unit_id and (says_more or position <> old_position))::int as changed,
			count(*) filter (where not is_new and old_unit_id = unit_id and not says_more and position = old_position)::int as same
		from placed`.execute(call.db);
	return rows[0]!;
}

/** Writes down who moves, before anything moves. */
export async function saveMoves(call: Call, source: Source, on: string, importId: string): Promise<void> {
	await sql`insert into member_move (member_id, from_unit_id, to_unit_id, on_date, import_id)
		select member_id, old_unit_id, unit_id, ${on}::date, ${importId}::uuid from (${placed(source, on)}) placed
		where old_unit_id is distinct from unit_id order by line`.execute(call.db);
}

/** Members not known yet. */
export async function saveNewMembers(call: Call, source: Source): Promise<void> {
	await sql`insert into member (id, number, full_name, rank, email)
		select new_id, number, full_name, rank, email from ${source}
		where not exists (select from member m where m.number = incoming.number)`.execute(call.db);
}

/** Names, ranks and addresses that changed. */
export async function saveWords(call: Call, source: Source): Promise<void> {
	await sql`update member m set full_name = incoming.full_name, rank = coalesce(incoming.rank, m.rank), email = coalesce(incoming.email, m.email)
		from ${source} where m.number = incoming.number
			and (m.full_name <> incoming.full_name or m.rank is distinct from coalesce(incoming.rank, m.rank)
				or m.email is distinct from coalesce(incoming.email, m.email))`.execute(call.db);
}

/** A posting that began that day is put right in place; one that began earlier is closed, and what was left of it is the new one's. */
export async function savePostingChanges(call: Call, source: Source, on: string): Promise<void> {
	await sql`update posting p set unit_id = placed.unit_id, position = placed.position from (${placed(source, on)}) placed
		where p.id = placed.posting_id and since = ${on}::date
			and (old_unit_id is distinct from placed.unit_id or old_position <> placed.position)`.execute(call.db);
	await sql`with closed as (
			update posting p set valid = daterange(lower(p.valid), ${on}::date) from (${placed(source, on)}) placed
			where p.id = placed.posting_id and since < ${on}::date
				and (old_unit_id is distinct from placed.unit_id or old_position <> placed.position)
			returning placed.member_id, placed.unit_id, placed.position, placed.until)
		insert into posting (id, member_id, unit_id, position, valid)
		select gen_random_uuid(), member_id, unit_id, position, daterange(${on}::date, until) from closed`.execute(call.db);
}

/** Who served nowhere that day is posted, until their next posting if there is one. */
export async function saveFirstPostings(call: Call, source: Source, on: string): Promise<void> {
	await sql`insert into posting (id, member_id, unit_id, position, valid)
		select gen_random_uuid(), placed.member_id, unit_id, position, daterange(${on}::date, next.since)
		from (${placed(source, on)}) placed
		left join (${nextOf(sql`posting`, on)}) next on next.member_id = placed.member_id
		where posting_id is null`.execute(call.db);
	// Whose end was entered ahead is found on its day where they served last.
	await sql`update member m set left_unit_id = case when last.until is not null then last.unit_id end
		from ${source} join member known on known.number = incoming.number
		cross join lateral (select p.unit_id, upper(p.valid) as until from posting p
			where p.member_id = known.id order by lower(p.valid) desc limit 1) last
		where m.id = known.id and m.left_unit_id is not null
			and (last.until is null or app.serves_from(m.id, last.until) is null)`.execute(call.db);
}

/** When the next row of each member begins; one pass over the table, never a search for each row. */
const nextOf = (table: RawBuilder<unknown>, on: string) =>
	sql`select member_id, min(lower(valid)) as since from ${table} where lower(valid) > ${on}::date group by member_id`;

/** Reasons of exemption: new ones hold from that day on, those that hold get the new words. Answers how many. */
export async function saveExemptions(call: Call, source: Source, on: string): Promise<number> {
	const renamed = await sql`update exemption e set reason = incoming.exempt_reason
		from ${source} join member m on m.number = incoming.number
		where e.member_id = m.id and e.valid @> ${on}::date and incoming.exempt_reason is not null
			and e.reason <> incoming.exempt_reason`.execute(call.db);
	const added = await sql`insert into exemption (id, member_id, reason, valid)
		select gen_random_uuid(), m.id, incoming.exempt_reason, daterange(${on}::date, next.since)
		from ${source} join member m on m.number = incoming.number
		left join (${nextOf(sql`exemption`, on)}) next on next.member_id = m.id
		where incoming.exempt_reason is not null
			and not exists (select from exemption e where e.member_id = m.id and e.valid @> ${on}::date)`.execute(call.db);
	return Number(renamed.numAffectedRows ?? 0n) + Number(added.numAffectedRows ?? 0n);
}

export async function saveImport(
	call: Call,
	done: {
		id: string;
		onDate: string;
		fileName: string;
		rowCount: number;
		added: number;
		moved: number;
		changed: number;
	},
): Promise<void> {
	await call.db.insertInto('memberImport').values(done).execute();
}
