import { sql } from 'kysely';
import type { Call } from '#platform';

/** @returns `false` when it was used before */
export async function spendOnce(call: Call, nonce: string, goodUntil: Date): Promise<boolean> {
	const { rows } = await sql<{ isNew: boolean }>`select app.spend_once(${nonce}, ${goodUntil}) as is_new`.execute(
		call.db,
	);
	return rows[0]!.isNew;
}

export async function deleteSpentOver(call: Call): Promise<void> {
	await sql`delete from feedback_spent where good_until < ${call.now}`.execute(call.db);
}
