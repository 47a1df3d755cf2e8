import { sql } from 'kysely';
import type { Call } from '#platform';

/** How much some units hold, by the table that holds it. For who keeps the tree. */
export async function countKept(call: Call, unitIds: readonly number[]): Promise<{ keptIn: string; amount: number }[]> {
	const { rows } = await sql<{ keptIn: string; amount: number }>`
		select kept_in, amount from app.kept_at(${unitIds}::int[])`.execute(call.db);
	return rows;
}

/** The posts that end when units are abolished on a day; the role as its table has it. */
export async function listPostsEnding(
	call: Call,
	unitIds: readonly number[],
	day: string,
): Promise<{ unitId: number; role: string; holder: string }[]> {
	const { rows } = await sql<{ unitId: number; role: string; holder: string }>`
		select unit_id, role, holder from app.posts_ending(${unitIds}::int[], ${day}::date)`.execute(call.db);
	return rows;
}

/** Members on strength on a day, by the unit of their posting. */
export async function listServingOn(call: Call, day: string): Promise<{ unitId: number; members: number }[]> {
	const { rows } = await sql<{ unitId: number; members: number }>`
		select unit_id, members from app.serving_on(${day}::date)`.execute(call.db);
	return rows;
}
