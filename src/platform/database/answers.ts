import { sql } from 'kysely';
import { work, type House } from '../call.ts';

/** Whether the database answers within a second. */
export async function databaseAnswers(house: House): Promise<boolean> {
	const asked = work(house, { kind: 'public' }, (call) => sql`select 1`.execute(call.db), { readOnly: true });
	const late = new Promise<never>((_, reject) => setTimeout(reject, 1_000, new Error('late')).unref());
	return Promise.race([asked, late]).then(
		() => true,
		() => false,
	);
}
