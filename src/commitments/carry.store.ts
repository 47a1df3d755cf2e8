import { sql } from 'kysely';
import type { Call } from '#platform';
import type { CommitmentState } from './commitment.ts';

/** Which moves of members are followed: those of one import, or the last one of a member. */
export type Moves = { importId: string } | { memberId: string };

/** Commitments that went from one unit to another (null: from or to nowhere), with the days since when they are in which stock. */
export type Carried = {
	campaignId: number;
	fromUnitId: number | null;
	toUnitId: number | null;
	state: CommitmentState;
	/** The day of the move. */
	onDate: string;
	referenceOn: string;
	submittedOn: string | null;
	confirmedOn: string | null;
	count: number;
};

/**
 * Lets the commitments in force follow their members, in one statement. Who left takes theirs out of force; who comes back, into it.
 * A paper that waits goes to the commander of the new unit.
 */
export async function carry(call: Call, moves: Moves): Promise<Carried[]> {
	const { rows } = await sql<Carried>`
		with moved as (
			select distinct on (v.member_id) v.member_id, v.from_unit_id, v.to_unit_id, v.on_date
			from member_move v
			where ${'importId' in moves ? sql`v.import_id = ${moves.importId}` : sql`v.member_id = ${moves.memberId}`}
			order by v.member_id, v.id desc
		), following as (
			select c.id, v.to_unit_id, v.on_date, case when c.in_force then c.unit_id end as from_unit_id
			from moved v join commitment c on c.member_id = v.member_id
			where c.in_force or (v.from_unit_id is null and not exists (
				select from commitment later
				where later.member_id = c.member_id and later.campaign_id = c.campaign_id and later.year > c.year))
		), carried as (
			update commitment c set unit_id = coalesce(f.to_unit_id, c.unit_id), in_force = f.to_unit_id is not null,
				confirming_unit_id = case when c.state = 'submitted' and f.to_unit_id is not null
					then app.confirming_unit(f.to_unit_id, c.member_id) else c.confirming_unit_id end
			from following f where c.id = f.id
			returning c.id, c.campaign_id, c.issue_id, c.state, c.submitted_at, c.confirmed_at, f.from_unit_id, f.to_unit_id, f.on_date
		)
		select r.campaign_id, case when r.from_unit_id is not null then app.keeper_of(r.from_unit_id) end as from_unit_id,
			r.to_unit_id, r.state, r.on_date, i.reference_on,
			(r.submitted_at at time zone 'Asia/Ho_Chi_Minh')::date as submitted_on,
			(r.confirmed_at at time zone 'Asia/Ho_Chi_Minh')::date as confirmed_on, count(*)::int as count
		from carried r join commitment_issue i on i.id = r.issue_id
		group by 1, 2, 3, 4, 5, 6, 7, 8`.execute(call.db);
	return rows;
}

/** Papers that wait at a unit, come from it, or had nobody above, are put before whoever confirms them now. */
export async function redirectWaiting(call: Call, unitId: number): Promise<void> {
	await sql`
		update commitment c set confirming_unit_id = app.confirming_unit(c.unit_id, c.member_id)
		where c.state = 'submitted' and c.id in (
			select w.id from unit_heir h join commitment w
				on (h.unit_id in (w.unit_id, w.confirming_unit_id) or w.confirming_unit_id is null) and w.state = 'submitted'
			where h.heir_id = ${unitId} and h.principal and h.valid @> app.today())`.execute(call.db);
}
