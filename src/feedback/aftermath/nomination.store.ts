import { sql, type RawBuilder } from 'kysely';
import { kept, type Call } from '#platform';
import type { AwardForm, Nomination } from './nomination.ts';

/** Nominations of the caller's units and those that the caller decides on, what waits first; the database shows no others. */
export const listNominations = (call: Call, most: number): Promise<Nomination[]> => list(call, sql`true`, most);

export const listNominationsOf = (call: Call, unitId: number, most: number): Promise<Nomination[]> =>
	list(call, sql`app.keeper_of(x.unit_id) = ${unitId}`, most);

export async function findNomination(call: Call, id: string): Promise<Nomination | undefined> {
	const [found] = await list(call, sql`x.id = ${id}`, 1);
	return found;
}

/** The same, in order to decide on it. */
export async function lockNomination(call: Call, id: string): Promise<Nomination | undefined> {
	await sql`select from nomination where id = ${id} and state = 'proposed' for update`.execute(call.db);
	return findNomination(call, id);
}

/** How many wait for the caller, who is head of these units, and are neither their own proposal nor about them. */
export async function countToDecide(call: Call, unitIds: readonly number[]): Promise<number> {
	const { rows } = await sql<{ waiting: number }>`${kept} select count(*)::int as waiting from nomination x
		where x.state = 'proposed' and app.keeper_of(x.deciding_unit_id) = any (${unitIds}::int[])
			and x.proposed_by is distinct from ${call.actor.accountId} and x.member_id is distinct from ${call.actor.memberId}`.execute(
		call.db,
	);
	return rows[0]!.waiting;
}

/** Is there a head above this unit other than the caller, who is not the member either? `memberId` null: anybody may be put forward. */
export async function hasHeadAbove(call: Call, unitId: number, memberId: string | null): Promise<boolean> {
	const { rows } = await sql<{
		has: boolean;
	}>`select app.has_head_above(${unitId}, ${call.actor.accountId}, ${memberId}) as has`.execute(call.db);
	return rows[0]!.has;
}

/** Does the member serve in a unit, or below it, today? */
export async function servesIn(call: Call, memberId: string, unitId: number): Promise<boolean> {
	const { rows } = await sql<{ serves: boolean }>`select exists (
		select from posting q join unit_standing s on s.unit_id = q.unit_id and s.valid @> ${call.today}::date
		where q.member_id = ${memberId} and q.valid @> ${call.today}::date and s.node_id = ${unitId}) as serves`.execute(
		call.db,
	);
	return rows[0]!.serves;
}

/**
 * What waits for a unit whose head is there no more, or is the very one put forward, waits for the nearest above that has another. Where
 * there is none it waits on.
 */
export async function redirectNominations(call: Call): Promise<void> {
	await sql`update nomination x set deciding_unit_id = above.unit_id
		from (select n.id, app.decider_above(n.unit_id, n.proposed_by, n.member_id) as unit_id from nomination n where n.state = 'proposed') above
		where above.id = x.id and x.state = 'proposed' and above.unit_id <> app.keeper_of(x.deciding_unit_id)`.execute(
		call.db,
	);
}

/** Of a member whom this praise put forward already, and who was not declined, `false`. The unit is the one that was praised. */
export async function insertNomination(
	call: Call,
	nomination: { commendationId: string; memberId: string; form: AwardForm; ground: string },
): Promise<boolean> {
	const { commendationId, memberId, form, ground } = nomination;
	const { numAffectedRows } =
		await sql`insert into nomination (commendation_id, unit_id, member_id, form, ground, proposed_by, proposed_on)
		select c.id, c.unit_id, ${memberId}, ${form}, ${ground}, ${call.actor.accountId}, ${call.today}
		from feedback_commendation c where c.id = ${commendationId}
		on conflict (commendation_id, member_id) where state <> 'declined' do nothing`.execute(call.db);
	return numAffectedRows === 1n;
}

export async function saveDecision(
	call: Call,
	id: string,
	decision: { state: 'approved' | 'declined'; reason: string | null },
): Promise<void> {
	await call.db
		.updateTable('nomination')
		.set({ ...decision, decidedBy: call.actor.accountId, decidedOn: call.today })
		.where('id', '=', id)
		.execute();
}

async function list(call: Call, where: RawBuilder<unknown>, most: number): Promise<Nomination[]> {
	const { rows } = await sql<Nomination>`
		with x as materialized (
			select x.* from nomination x where ${where} order by x.state <> 'proposed', x.proposed_on desc, x.id limit ${most})
		select x.id, x.commendation_id, x.praised_on, app.keeper_of(x.unit_id) as unit_id,
			app.keeper_of(x.deciding_unit_id) as deciding_unit_id, x.member_id, n.full_name, x.form, x.ground, x.proposed_by, x.proposed_on,
			x.state, x.decided_on, x.reason
		from x left join lateral app.names_of_members(array[x.member_id]) n on true
		order by x.state <> 'proposed', x.proposed_on desc, x.id`.execute(call.db);
	return rows;
}
