import { sql } from 'kysely';
import type { Call } from '#platform';

/** Papers that wait at a unit to be confirmed or reviewed, come from it, or had nobody above, are put before whoever confirms them now. */
export async function redirectWaiting(call: Call, unitId: number): Promise<void> {
	await sql`
		update commitment c set confirming_unit_id = app.confirming_unit(c.unit_id, c.member_id, c.submitted_by)
		where c.state in ('submitted', 'filed') and c.id in (
			select w.id from unit_heir h join commitment w
				on (h.unit_id in (w.unit_id, w.confirming_unit_id) or w.confirming_unit_id is null) and w.state in ('submitted', 'filed')
			where h.heir_id = ${unitId} and h.principal and h.valid @> app.today())`.execute(call.db);
}

/** The living units where an account is head or on the committee today. */
export async function listHeaded(call: Call, accountId: string): Promise<number[]> {
	const { rows } = await sql<{ unitId: number }>`
		select distinct app.keeper_of(p.unit_id) as unit_id from post p
		where p.account_id = ${accountId} and p.role in ('unitHead', 'committeeMember') and p.valid @> app.today()`.execute(
		call.db,
	);
	return rows.map(({ unitId }) => unitId);
}

/**
 * All papers that wait are put before whoever confirms them now: a post begins and expires at its midnight, and units are merged
 * without anybody writing a post. Asked once per unit; of those who are heads themselves, or whose paper a head entered, each.
 *
 * @returns how many now lie before somebody else
 */
export async function redirectAll(call: Call): Promise<number> {
	const nobody = '00000000-0000-0000-0000-000000000000';
	const { numAffectedRows } = await sql`
		with heads as materialized (
			select a.id, a.member_id from account a
			where exists (select from post p where p.account_id = a.id and p.role in ('unitHead', 'committeeMember'))
		), places as materialized (
			select w.unit_id, app.confirming_unit(w.unit_id, ${nobody}, ${nobody}) as confirming_unit_id
			from (select distinct unit_id from commitment where state in ('submitted', 'filed')) w
		), waiting as materialized (
			select c.id, case
				when c.member_id in (select member_id from heads where member_id is not null) or c.submitted_by in (select id from heads)
				then app.confirming_unit(c.unit_id, c.member_id, c.submitted_by) else p.confirming_unit_id end as confirming_unit_id
			from commitment c join places p on p.unit_id = c.unit_id
			where c.state in ('submitted', 'filed')
		)
		update commitment c set confirming_unit_id = w.confirming_unit_id
		from waiting w
		where c.id = w.id and c.state in ('submitted', 'filed') and c.confirming_unit_id is distinct from w.confirming_unit_id`.execute(
		call.db,
	);
	return Number(numAffectedRows ?? 0);
}
