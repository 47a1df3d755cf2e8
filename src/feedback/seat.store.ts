import { sql } from 'kysely';
import { askedOnce, kept, type Call } from '#platform';
import type { Seated } from './feedback.policy.ts';

/** Does the caller hold a seat in the oversight body today? */
export const seatOf = askedOnce(async (call: Call): Promise<Seated> => {
	const { rows } = await sql<{ oversees: boolean }>`${kept} select exists (select from oversight_seat
		where account_id = ${call.actor.accountId} and since <= ${call.today}::date
			and (until is null or until > ${call.today}::date)) as oversees`.execute(call.db);
	return rows[0]!;
});
