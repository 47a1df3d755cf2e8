import { sql } from 'kysely';
import type { Call } from '#platform';

type Place = { id: number; name: string };

/** The uppermost units that the public may know of, below the one at the top: provinces. The database hides what is not publishable. */
export const listTopPlaces = (call: Call): Promise<Place[]> =>
	list(
		call,
		sql`p.parent_id is not null and not exists (
			select from unit_parent above
			where above.unit_id = p.parent_id and above.parent_id is not null and above.valid @> ${call.today}::date)`,
	);

export const listPlacesBelow = (call: Call, id: number): Promise<Place[]> => list(call, sql`p.parent_id = ${id}`);

async function list(call: Call, where: ReturnType<typeof sql>): Promise<Place[]> {
	const { rows } = await sql<Place>`select n.unit_id as id, n.name from unit_name n
		join unit_parent p on p.unit_id = n.unit_id and p.valid @> ${call.today}::date
		where n.tree = 'main' and n.valid @> ${call.today}::date and ${where}
		order by n.folded, n.code limit 400`.execute(call.db);
	return rows;
}
