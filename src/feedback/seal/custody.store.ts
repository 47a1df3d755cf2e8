import { sql } from 'kysely';
import type { Call } from '#platform';

/** The public keys to seal for, and whether complaints and denunciations are taken: two seats of oversight with tested keys. */
export async function findCustody(call: Call): Promise<{ recipients: string[]; takesSealed: boolean }> {
	const { rows } = await sql<{ recipients: string[]; takesSealed: boolean }>`select
		app.seal_recipients() as recipients, app.takes_sealed() as takes_sealed`.execute(call.db);
	return rows[0]!;
}

/** The public keys of the oversight body alone. */
export async function findOversight(call: Call): Promise<string[]> {
	const { rows } = await sql<{ recipients: string[] }>`select app.oversight_recipients() as recipients`.execute(
		call.db,
	);
	return rows[0]!.recipients;
}
