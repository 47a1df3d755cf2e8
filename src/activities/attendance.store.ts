import { sql } from 'kysely';
import { lastName } from '#organisation';
import type { Call } from '#platform';
import type { Activity } from './activity.ts';

/** A line of the list as it is ticked: who, of which unit, and what was said. */
export type ListedMember = {
	memberId: string;
	fullName: string;
	position: string;
	unitId: number;
	unitName: string;
	present: boolean;
	absenceReason: string;
};

/** Beyond this a list is no longer ticked by hand: the number is given instead. */
export const longestList = 500;

/**
 * Whom to tick: the list as it was kept; before that, everybody who serves on the day at the owner or a participating unit itself, or at what
 * continues it on that day (not in the units below them). By given name.
 */
export async function listExpected(call: Call, event: Activity): Promise<ListedMember[]> {
	const { rows } = await sql<ListedMember>`
		with places as materialized (
			select h.heir_id from unit_heir h
			where h.principal and h.valid @> ${event.takesPlaceOn}::date
				and (h.unit_id = ${event.unitId} or h.unit_id in (select u.unit_id from activity_unit u where u.activity_id = ${event.id}))
		), expected as materialized (
			select t.member_id, t.unit_id, t.present, t.absence_reason from attendance t where t.activity_id = ${event.id}
			union all
			select p.member_id, h.heir_id, true, ''
			from posting p
			join unit_heir h on h.unit_id = p.unit_id and h.principal and h.valid @> ${event.takesPlaceOn}::date
			where ${event.state} <> 'held' and p.valid @> ${event.takesPlaceOn}::date
				and h.heir_id in (select heir_id from places)
		)
		select e.member_id, m.full_name, coalesce(p.position, '') as position, e.unit_id, e.present, e.absence_reason,
			${lastName(sql`e.unit_id`)} as unit_name
		from (select distinct on (member_id) * from expected) e
		cross join lateral (select m.full_name, m.given_name, m.number from member m where m.id = e.member_id limit 1) m
		left join lateral (select p.position from posting p
			where p.member_id = e.member_id and p.valid @> ${event.takesPlaceOn}::date limit 1) p on true
		order by m.given_name collate "vi-x-icu", m.full_name collate "vi-x-icu", m.number
		limit ${longestList + 1}`.execute(call.db);
	return rows;
}
