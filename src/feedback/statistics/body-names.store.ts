import { sql } from 'kysely';
import type { Call } from '#platform';

/** Names of the bodies that may be named in public, by code, as they are called or were called last. */
export async function bodyNames(call: Call): Promise<Map<string, string>> {
	const { rows } = await sql<{ code: string; name: string }>`select distinct on (code) code, name from unit_name
		order by code, lower(valid) desc`.execute(call.db);
	return new Map(rows.map(({ code, name }) => [code, name]));
}
