import { sql } from 'kysely';
import type { Call } from '#platform';

/** How many units stand directly under each of some on a day; none is left out. */
export async function countBelow(call: Call, ids: readonly number[], on: string): Promise<Map<number, number>> {
	const { rows } = await sql<{ parentId: number; count: number }>`
		select parent_id, count(*)::int as count from unit_parent
		where parent_id = any (${ids}::int[]) and valid @> ${on}::date group by parent_id`.execute(call.db);
	return new Map(rows.map(({ parentId, count }) => [parentId, count]));
}
