import { sql } from 'kysely';
import { kept, type Call } from '#platform';
import type { Feedback } from '../feedback.ts';

/** What an answer ordered a unit to put right. */
export type Rectification = {
	id: string;
	feedbackId: string;
	unitId: number;
	task: string;
	dueOn: string;
	orderedOn: string;
	doneOn: string | null;
	doneBy: string | null;
	doneNote: string | null;
	verifiedOn: string | null;
	verifiedBy: string | null;
};

const columns = sql`r.id, r.feedback_id, app.keeper_of(r.unit_id) as unit_id, r.task, r.due_on, r.ordered_on, r.done_on, r.done_by,
	r.done_note, r.verified_on, r.verified_by from feedback_rectification r`;

export async function listRectifications(call: Call, feedbackId: string): Promise<Rectification[]> {
	const { rows } = await sql<Rectification>`select ${columns} where r.feedback_id = ${feedbackId}
		order by r.due_on, r.id`.execute(call.db);
	return rows;
}

/** What units are to put right, the open and late first; the database shows each unit its own. */
export async function listRectificationsOf(
	call: Call,
	unitIds: readonly number[],
	most: number,
	after = 0,
): Promise<Rectification[]> {
	const { rows } =
		await sql<Rectification>`${kept} select ${columns} where app.keeper_of(r.unit_id) = any (${unitIds}::int[])
		order by r.done_on is not null, r.due_on, r.id limit ${most} offset ${after}`.execute(call.db);
	return rows;
}

export async function countRectificationsOf(call: Call, unitIds: readonly number[]): Promise<number> {
	const { rows } = await sql<{ count: number }>`${kept} select count(*) from feedback_rectification r
		where app.keeper_of(r.unit_id) = any (${unitIds}::int[])`.execute(call.db);
	return rows[0]!.count;
}

/** One of them; `undefined` when these units were not told to. */
export async function findRectificationOf(
	call: Call,
	unitIds: readonly number[],
	id: string,
): Promise<Rectification | undefined> {
	const { rows } = await sql<Rectification>`select ${columns}
		where r.id = ${id} and app.keeper_of(r.unit_id) = any (${unitIds}::int[])`.execute(call.db);
	return rows[0];
}

/** One of a case that the caller sees, or one that the caller's unit was told to. */
export async function findRectification(call: Call, id: string): Promise<Rectification | undefined> {
	const { rows } = await sql<Rectification>`select ${columns} where r.id = ${id}`.execute(call.db);
	return rows[0];
}

export async function lockRectification(call: Call, id: string): Promise<Rectification | undefined> {
	const { rows } = await sql<Rectification>`select ${columns} where r.id = ${id} for update of r`.execute(call.db);
	return rows[0];
}

/** Does a unit that lives today belong to the body that handles a case, or to the one it is about? Of no body at all: any. */
export async function isOfBody(
	call: Call,
	{ handlingUnitId, unitId }: Pick<Feedback, 'handlingUnitId' | 'unitId'>,
	ordered: number,
): Promise<boolean> {
	const { rows } =
		await sql`select from unit_closure c where c.descendant = ${ordered} and c.valid @> ${call.today}::date
		and (c.ancestor in (${handlingUnitId}::int, ${unitId}::int)
			or app.province_code(c.descendant) = app.province_code(${unitId}::int)
			or coalesce(${handlingUnitId}::int, ${unitId}::int) is null) limit 1`.execute(call.db);
	return rows.length > 0;
}

export async function insertRectification(
	call: Call,
	order: { feedbackId: string; unitId: number; task: string; dueOn: string },
): Promise<string> {
	const { id } = await call.db
		.insertInto('feedbackRectification')
		.values({ ...order, orderedBy: call.actor.accountId!, orderedOn: call.today })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function saveDone(call: Call, id: string, note: string): Promise<void> {
	await call.db
		.updateTable('feedbackRectification')
		.set({ doneOn: call.today, doneBy: call.actor.accountId, doneNote: note })
		.where('id', '=', id)
		.execute();
}

/** `verified` false: it is not done after all; the unit is asked again. */
export async function saveVerified(call: Call, id: string, verified: boolean): Promise<void> {
	await call.db
		.updateTable('feedbackRectification')
		.set(
			verified
				? { verifiedOn: call.today, verifiedBy: call.actor.accountId }
				: { doneOn: null, doneBy: null, doneNote: null },
		)
		.where('id', '=', id)
		.execute();
}
