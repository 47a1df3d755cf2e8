import { sql, type RawBuilder } from 'kysely';
import { kept, type Call } from '#platform';
import type { Feedback } from '../feedback.ts';
import { toDo } from '../to-do.store.ts';

/** A case of which somebody has to be told that its time runs. */
export type Pressing = Pick<
	Feedback,
	| 'id'
	| 'reference'
	| 'state'
	| 'receivedOn'
	| 'dueOn'
	| 'notedOn'
	| 'runsFrom'
	| 'stage'
	| 'reopened'
	| 'rung'
	| 'rungFrom'
	| 'pausedOn'
	| 'lookDueAt'
	| 'lookedAt'
	| 'handlerId'
	| 'calendarVersion'
> & {
	noteDays: number;
	overdueNoteWorkingDays: number;
	/** What the caller is to it: the handler, somebody of its desk, the head of its body; one may be several. */
	handles: boolean;
	atDesk: boolean;
	leads: boolean;
	/** The sender of a case that was joined to it added something, and nobody of the body has done anything since. */
	joinedAdded: boolean;
};

/** More of a kind are not told one by one: the queue shows them. */
const most = 20;

/**
 * The caller's own cases and those of their desks and bodies of which a first look is due or half of the time is gone, what is due next
 * first. Each branch follows an index as far as it needs.
 */
export async function listPressing(call: Call, { oversees }: { oversees: boolean }): Promise<Pressing[]> {
	const ofUnits = (where: RawBuilder<unknown>) => sql`
		select f.*, kept.unit = any (desks.units) as at_desk, kept.unit = any (heads.units) as leads
		from desks cross join heads
		cross join lateral (select distinct unnest(desks.units || heads.units) as unit) kept
		cross join lateral (select ${columns} from feedback f where f.handling_unit_id = kept.unit and ${where}
			order by f.due_on, f.id limit ${most}) f`;
	const { rows } = await sql<Pressing>`${kept}
		with desks as materialized (select app.kept_units('feedbackDesk')::int[] as units),
			heads as materialized (select app.kept_units('unitHead')::int[] as units),
			f as materialized (
				${ofUnits(sql`f.state = 'received' and f.looked_at is null`)}
				union
				${ofUnits(sql`(f.rung >= 50 or f.rung_from is not null) and ${runs}`)}
				union
				(select ${columns}, false, false from feedback f where f.handler_id = (select app.account_id()) and ${runs}
					order by f.due_on, f.id limit ${most})
				union
				(select ${columns}, false, false from feedback f where f.handler_id = (select app.account_id()) and f.state = 'suspended'
					order by f.due_on, f.id limit ${most})
				${oversees ? ofOversight : sql``})
		select f.id, f.reference, f.state, f.received_on, f.due_on, f.noted_on, f.runs_from, f.stage, f.reopened, f.rung, f.rung_from,
			f.paused_on, f.look_due_at, f.looked_at, f.handler_id, f.calendar_version, p.note_days, p.overdue_note_working_days,
			f.handler_id is not distinct from (select app.account_id()) as handles, bool_or(f.at_desk) as at_desk, bool_or(f.leads) as leads,
			exists (select from feedback_step a where a.feedback_id = f.id and a.event = 'joinedAdded' and not exists (
				select from feedback_step d where d.feedback_id = f.id and d.step > a.step and d.account_id is not null)) as joined_added
		from f join clock_profile p on p.id = f.profile_id
		group by f.id, f.reference, f.state, f.received_on, f.due_on, f.noted_on, f.runs_from, f.stage, f.reopened, f.rung, f.rung_from,
			f.paused_on, f.look_due_at, f.looked_at, f.handler_id, f.calendar_version, p.note_days, p.overdue_note_working_days
		order by f.due_on, f.id`.execute(call.db);
	return rows;
}

const columns = sql`f.id, f.reference, f.state, f.received_on, f.due_on, f.noted_on, coalesce(f.runs_from, f.received_on) as runs_from, f.stage,
	f.reopened, f.rung, f.rung_from, f.paused_on, f.look_due_at, f.looked_at, f.handler_id, f.calendar_version, f.profile_id`;

/** Of what stands still nothing presses but the notes of its handler, and while the sender is asked not even those. */
const runs = sql`${toDo} and f.state not in ('awaitingSender', 'suspended')`;

/** Whoever holds a seat is desk and head of what the oversight body has. */
const ofOversight = sql`
	union
	(select ${columns}, true, true from feedback f where f.with_oversight and ${runs}
		and (f.rung >= 50 or f.rung_from is not null or (f.state = 'received' and f.looked_at is null))
		order by f.due_on, f.id limit ${most})`;
