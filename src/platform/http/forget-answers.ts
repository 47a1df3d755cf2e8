import { sql } from 'kysely';
import type { Call } from '../call.ts';

/** Forgets answers that nobody will ask for again: a browser or a script that repeats a send does so within two days. */
export async function forgetAnswers(call: Call): Promise<void> {
	await sql`delete from idempotency_key where at < now() - interval '2 days'`.execute(call.db);
}
