import { sql, type RawBuilder } from 'kysely';
import { lastName } from '#organisation';
import type { Call } from '#platform';
import type { Activity, Attendance } from './activity.ts';

const activity = sql`
	a.id, a.unit_id, app.keeper_of(a.unit_id) as keeper_id, a.counted_unit_id, a.kind, a.title, a.state, a.takes_place_on,
	to_char(a.begins, 'HH24:MI') as begins, to_char(a.ends, 'HH24:MI') as ends, a.place, a.chair, a.programme, a.counted, a.guests,
	a.result, a.cancel_reason, a.revision, a.planned_by, a.worded_by, a.published_at,
	${lastName(sql`a.unit_id`)} as unit_name,
	array(select c.campaign_id from activity_campaign c where c.activity_id = a.id order by 1) as campaign_ids
	from activity a`;

export async function findActivity(call: Call, id: string): Promise<Activity | undefined> {
	const { rows } = await sql<Activity>`select ${activity} where a.id = ${id}`.execute(call.db);
	return rows[0];
}

/** Reads an event in order to change it. */
export async function lockActivity(call: Call, id: string): Promise<Activity | undefined> {
	const { rows } = await sql<Activity>`select ${activity} where a.id = ${id} for update of a`.execute(call.db);
	return rows[0];
}

export type ActivityRow = Pick<Activity, 'id' | 'unitName' | 'kind' | 'title' | 'state' | 'takesPlaceOn' | 'place'> & {
	present: number;
	listed: number;
	counted: number;
	/** Does the caller see everybody on the list? Else `present` and `listed` are of a part, and say nothing of the event. */
	whole: boolean;
};

export type ActivityQuery = {
	q: string;
	state: string;
	kind: string;
	unitId: number | null;
	limit: number;
	offset: number;
};

/** Events that the caller may know of, the next and the latest first. */
export async function listActivities(
	call: Call,
	query: ActivityQuery,
): Promise<{ rows: ActivityRow[]; total: number }> {
	const { rows } = await sql<ActivityRow & { total: number }>`
		with found as (
			select a.*, count(*) over () as total from activity a
			where (${query.state} = '' or a.state = ${query.state}) and (${query.kind} = '' or a.kind = ${query.kind})
				and (${query.unitId}::int is null or a.unit_id = ${query.unitId})
				and (${query.q} = '' or app.fold(a.title) like '%' || app.fold(${query.q}) || '%')
			order by a.takes_place_on desc, a.id limit ${query.limit} offset ${query.offset}
		)
		select f.id, f.kind, f.title, f.state, f.takes_place_on, f.place, f.counted, f.total,
			${lastName(sql`f.unit_id`)} as unit_name,
			(select count(*) from attendance t where t.activity_id = f.id) as listed,
			(select count(*) from attendance t where t.activity_id = f.id and t.present) as present,
			${wholeList(call, sql.ref('f'))} as whole
		from found f order by f.takes_place_on desc, f.id`.execute(call.db);
	return { rows, total: rows[0]?.total ?? 0 };
}

/** What a person says about an event in planning it. */
export type ActivityPlan = Pick<
	Activity,
	'kind' | 'title' | 'takesPlaceOn' | 'begins' | 'ends' | 'place' | 'chair' | 'programme'
> & {
	campaignIds: number[];
	participants: number[];
};

export async function addActivity(call: Call, id: string, unitId: number, plan: ActivityPlan): Promise<void> {
	await sql`
		insert into activity (id, unit_id, kind, title, takes_place_on, begins, ends, place, chair, programme, planned_by, planned_at)
		values (${id}, ${unitId}, ${plan.kind}, ${plan.title}, ${plan.takesPlaceOn}, ${plan.begins}, ${plan.ends}, ${plan.place},
			${plan.chair}, ${plan.programme}, ${call.actor.accountId}, ${call.now})`.execute(call.db);
	await saveLinks(call, id, plan);
}

/** Is it a day before the unit was there? */
export async function isBeforeUnit(call: Call, unitId: number, day: string): Promise<boolean> {
	const { rows } = await sql`select from unit u where u.id = ${unitId} and u.born > ${day}::date`.execute(call.db);
	return rows.length > 0;
}

export async function savePlan(call: Call, id: string, plan: ActivityPlan): Promise<void> {
	await sql`
		update activity set kind = ${plan.kind}, title = ${plan.title}, takes_place_on = ${plan.takesPlaceOn}, begins = ${plan.begins},
			ends = ${plan.ends}, place = ${plan.place}, chair = ${plan.chair}, programme = ${plan.programme}
		where id = ${id}`.execute(call.db);
	await saveLinks(call, id, plan);
}

async function saveLinks(call: Call, id: string, { campaignIds, participants }: ActivityPlan): Promise<void> {
	await sql`delete from activity_campaign where activity_id = ${id} and campaign_id <> all (${campaignIds}::int[])`.execute(
		call.db,
	);
	// New links alone: one that stands may be to a campaign that takes no work any more, which the policy refuses also where nothing is written.
	await sql`insert into activity_campaign (activity_id, campaign_id)
		select ${id}::uuid, c from unnest(${campaignIds}::int[]) c
		where not exists (select from activity_campaign a where a.activity_id = ${id} and a.campaign_id = c)`.execute(
		call.db,
	);
	await sql`delete from activity_unit where activity_id = ${id} and unit_id <> all (${participants}::int[])`.execute(
		call.db,
	);
	await sql`insert into activity_unit (activity_id, unit_id)
		select ${id}::uuid, u from unnest(${participants}::int[]) u on conflict do nothing`.execute(call.db);
}

export type Holding = { counted: number; guests: number; result: string; attendance: Attendance[] };

/**
 * What was seen at the event: the numbers, the result, and the lines of the list that are given. The others stay: of whoever was posted
 * elsewhere since, who corrects the list sees nothing.
 *
 * @returns for whom it is counted
 */
export async function saveHolding(call: Call, event: Activity, holding: Holding): Promise<number> {
	const { rows } = await sql<{ countedUnitId: number }>`
		update activity set state = 'held', counted = ${holding.counted}, guests = ${holding.guests}, result = ${holding.result},
			revision = revision + 1, held_by = coalesce(held_by, ${call.actor.accountId}::uuid), held_at = coalesce(held_at, ${call.now})
		where id = ${event.id} returning counted_unit_id`.execute(call.db);
	await sql`
		insert into attendance (activity_id, member_id, unit_id, present, absence_reason)
		select ${event.id}::uuid, given."memberId", given."unitId", given.present, given."absenceReason"
		from jsonb_to_recordset(${JSON.stringify(holding.attendance)}::jsonb)
			as given ("memberId" uuid, "unitId" int, present boolean, "absenceReason" text)
		on conflict (activity_id, member_id) do update set present = excluded.present, absence_reason = excluded.absence_reason`.execute(
		call.db,
	);
	return rows[0]!.countedUnitId;
}

export async function saveCancellation(call: Call, id: string, reason: string): Promise<void> {
	await sql`update activity set state = 'cancelled', cancel_reason = ${reason}, revision = revision + 1
		where id = ${id}`.execute(call.db);
}

export async function savePublication(call: Call, id: string): Promise<void> {
	await sql`update activity set published_by = ${call.actor.accountId}, published_at = ${call.now} where id = ${id}`.execute(
		call.db,
	);
}

export type AttendanceCount = { listed: number; present: number; whole: boolean };

/** How many of those whom the caller sees are on the list and were there, and whether that is all of them. */
export async function countAttendance(call: Call, id: string): Promise<AttendanceCount> {
	const { rows } = await sql<AttendanceCount>`
		select count(t.member_id)::int as listed, count(t.member_id) filter (where t.present)::int as present,
			${wholeList(call, sql.ref('a'))} as whole
		from activity a left join attendance t on t.activity_id = a.id where a.id = ${id} group by a.id, a.unit_id`.execute(
		call.db,
	);
	return rows[0] ?? { listed: 0, present: 0, whole: false };
}

/**
 * Of whoever keeps the event, and of whoever may read the lists of every unit in it: as the policies of `attendance` have it.
 * The operator's login and jobs, which no policy bounds, see it whole.
 */
const wholeList = (call: Call, event: RawBuilder<unknown>) =>
	call.caller.kind === 'operator' || call.caller.kind === 'job'
		? sql<boolean>`true`
		: sql<boolean>`(app.keeps_activity(${event}.id) or not exists (
			select from (select ${event}.unit_id union all select u.unit_id from activity_unit u where u.activity_id = ${event}.id) p (unit_id)
			where not exists (select from unit_standing s where s.unit_id = p.unit_id and s.valid @> (select app.today())
				and s.node_id = any ((select app.posts('focalOfficer', 'unitHead', 'auditor'))::int[]))))`;

/** Units that take part beside the owner. */
export async function listParticipants(call: Call, id: string): Promise<{ unitId: number; name: string }[]> {
	const { rows } = await sql<{ unitId: number; name: string }>`
		select u.unit_id, ${lastName(sql`u.unit_id`)} as name
		from activity_unit u where u.activity_id = ${id} order by name`.execute(call.db);
	return rows;
}
