import { sql } from 'kysely';
import type { Call } from '#platform';

/** Praise handed on to a unit. */
export type Commendation = { id: string; unitId: number; words: string; toldOn: string };

/** @returns `false` when this praise reached the unit before */
export async function insertCommendation(
	call: Call,
	told: { feedbackId: string; unitId: number; words: string },
): Promise<boolean> {
	const { numInsertedOrUpdatedRows } = await call.db
		.insertInto('feedbackCommendation')
		.values({ ...told, toldBy: call.actor.accountId!, toldOn: call.today })
		.onConflict((on) => on.doNothing())
		.executeTakeFirstOrThrow();
	return numInsertedOrUpdatedRows === 1n;
}

/** Praise for units, the newest first; the database shows each unit its own. */
export async function listCommendationsOf(
	call: Call,
	unitIds: readonly number[],
	most: number,
): Promise<Commendation[]> {
	const { rows } =
		await sql<Commendation>`select id, app.keeper_of(unit_id) as unit_id, words, told_on from feedback_commendation
		where app.keeper_of(unit_id) = any (${unitIds}::int[]) order by told_on desc, id limit ${most}`.execute(call.db);
	return rows;
}

/** One praise that reached a unit of the caller. */
export async function findCommendation(call: Call, id: string): Promise<Commendation | undefined> {
	const { rows } =
		await sql<Commendation>`select id, app.keeper_of(unit_id) as unit_id, words, told_on from feedback_commendation
		where id = ${id}`.execute(call.db);
	return rows[0];
}

export async function listCommendations(call: Call, feedbackId: string): Promise<Commendation[]> {
	const { rows } =
		await sql<Commendation>`select id, app.keeper_of(unit_id) as unit_id, words, told_on from feedback_commendation
		where feedback_id = ${feedbackId} order by told_on, id`.execute(call.db);
	return rows;
}
