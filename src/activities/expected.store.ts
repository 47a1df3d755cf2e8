import { sql } from 'kysely';
import { keptBy } from '#organisation';
import { kept, unitsHeld, type Call } from '#platform';
import type { Activity } from './activity.ts';

/** Planned events of the units whose events the caller keeps: those past and not recorded, and those of the next week. */
export async function listDue(call: Call): Promise<Pick<Activity, 'id' | 'title' | 'takesPlaceOn'>[]> {
	const keeps = unitsHeld(call.actor, 'focalOfficer', 'unitHead');
	if (keeps.length === 0) return [];
	const { rows } = await sql<Pick<Activity, 'id' | 'title' | 'takesPlaceOn'>>`${kept}
		select a.id, a.title, a.takes_place_on from activity a
		where a.state = 'planned' and a.takes_place_on <= app.today() + 7
			and a.unit_id in (${keptBy(keeps)})
		order by a.takes_place_on, a.id limit 50`.execute(call.db);
	return rows;
}
