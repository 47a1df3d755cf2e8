import { sql } from 'kysely';
import type { Call } from '#platform';

type Place = { id: number; name: string };

/** Units that the public may know of, directly below the one at the top: provinces. */
export const listTopPlaces = (call: Call): Promise<Place[]> => listPlacesBelow(call, null);

export async function listPlacesBelow(call: Call, id: number | null): Promise<Place[]> {
	const { rows } = await sql<Place>`select id, name from app.public_places(${id})`.execute(call.db);
	return rows;
}
