import { sql } from 'kysely';
import type { Call } from '#platform';

/**
 * `mine`, `theirs`: declared by the caller, by the other. `confirmed`: by the oversight body. What one of them declared alone and nobody
 * confirmed is taken back by who did; else the oversight body is asked to end it.
 */
export type Relation = {
	memberId: string;
	fullName: string;
	mine: boolean;
	theirs: boolean;
	confirmed: boolean;
	refused: boolean;
	endAsked: boolean;
};

export const isConfirmed = ({ mine, theirs, confirmed }: Pick<Relation, 'mine' | 'theirs' | 'confirmed'>): boolean =>
	confirmed || (mine && theirs);

/** `false` when number and name are not of one member; nothing more is told, so that nobody is looked up by this. */
export async function insertRelation(call: Call, number: string, fullName: string): Promise<boolean> {
	const { rows } = await sql<{ declared: boolean }>`
		select app.declare_relative(${number}, ${fullName}) as declared`.execute(call.db);
	return rows[0]!.declared;
}

/** `false` when the other declared nothing that stands. */
export async function insertConfirmed(call: Call, otherId: string): Promise<boolean> {
	const { rows } = await sql<{ confirmed: boolean }>`select app.confirm_relative(${otherId}) as confirmed`.execute(
		call.db,
	);
	return rows[0]!.confirmed;
}

/** Relatives of the caller, declared by either. */
export async function listRelations(call: Call): Promise<Relation[]> {
	const me = call.actor.memberId;
	const { rows } = await sql<Relation>`
		select n.member_id, n.full_name, bool_or(r.member_id = ${me}) as mine, bool_or(r.relative_id = ${me}) as theirs,
			coalesce(bool_or(r.confirmed), false) as confirmed, coalesce(bool_and(not r.confirmed), false) as refused,
			bool_or(r.end_asked_on is not null) as end_asked
		from declared_relation r
		cross join lateral app.names_of_members(array[case when r.member_id = ${me} then r.relative_id else r.member_id end]) n
		where (r.member_id = ${me} or r.relative_id = ${me}) and r.ended_on is null group by n.member_id, n.full_name order by n.full_name`.execute(
		call.db,
	);
	return rows;
}

/** From tomorrow on; what was received until today stays barred. */
export async function endRelation(call: Call, relativeId: string): Promise<boolean> {
	const { numUpdatedRows } = await call.db
		.updateTable('declaredRelation')
		.set({ endedOn: call.today })
		.where('memberId', '=', call.actor.memberId)
		.where('relativeId', '=', relativeId)
		.where('endedOn', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

/** Asks the oversight body to end what was confirmed. */
export async function askToEnd(call: Call, relativeId: string): Promise<boolean> {
	const { numUpdatedRows } = await call.db
		.updateTable('declaredRelation')
		.set({ endAskedOn: call.today })
		.where('memberId', '=', call.actor.memberId)
		.where('relativeId', '=', relativeId)
		.where('endedOn', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

/** What one member declared of another and nobody has confirmed, or what was confirmed and is to end (`ending`); units as they are called today, `null` for who serves nowhere. */
export type WaitingRelation = {
	memberId: string;
	fullName: string;
	unitId: number | null;
	relativeId: string;
	relativeName: string;
	relativeUnitId: number | null;
	declaredOn: string;
	ending: boolean;
};

/** What waits for the caller, the longest waiting first; nothing for who holds no seat. */
export async function listRelationsToJudge(call: Call): Promise<WaitingRelation[]> {
	const { rows } = await sql<WaitingRelation>`select * from app.relations_to_judge()`.execute(call.db);
	return rows;
}

export async function countRelationsToJudge(call: Call): Promise<number> {
	const { rows } = await sql<{ count: number }>`select count(*) from app.relations_to_judge()`.execute(call.db);
	return rows[0]!.count;
}

/** `false` when nothing of the kind waits for the caller. */
export async function saveJudged(
	call: Call,
	{ memberId, relativeId }: { memberId: string; relativeId: string },
	{ confirmed, ground }: { confirmed: boolean; ground: string },
): Promise<boolean> {
	const { rows } = await sql<{ judged: boolean }>`
		select app.judge_relation(${memberId}, ${relativeId}, ${confirmed}, ${ground}) as judged`.execute(call.db);
	return rows[0]!.judged;
}
