import { sql } from 'kysely';
import { kept, type Call } from '#platform';
import type { Activity } from './activity.ts';

/** Planned events of the units whose events the caller keeps: those past and not recorded, and those of the next week. */
export async function listDue(call: Call): Promise<Pick<Activity, 'id' | 'title' | 'takesPlaceOn'>[]> {
	const keeps = call.actor.posts
		.filter(({ role }) => role === 'focalOfficer' || role === 'unitHead')
		.map(({ unitId }) => unitId);
	if (keeps.length === 0) return [];
	const { rows } = await sql<Pick<Activity, 'id' | 'title' | 'takesPlaceOn'>>`${kept}
		select a.id, a.title, a.takes_place_on from activity a
		where a.state = 'planned' and a.takes_place_on <= app.today() + 7
			and a.unit_id in (select h.unit_id from unit_heir h
				where h.heir_id = any (${keeps}::int[]) and h.principal and h.valid @> app.today())
		order by a.takes_place_on, a.id limit 50`.execute(call.db);
	return rows;
}
