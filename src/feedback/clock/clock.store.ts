import { sql, type RawBuilder } from 'kysely';
import { kept, type Call } from '#platform';
import type { Kind } from '../feedback.ts';
import type { Calendar } from './calendar.ts';
import type { Clock, Profile } from './clock.ts';

/** The rules that hold for a kind registered on a day. */
export async function clockFor(call: Call, kind: Kind, on = call.today): Promise<Clock> {
	const { rows } = await sql<{ rules: Rules }>`${kept} select ${rulesFor(kind, on)} as rules`.execute(call.db);
	return clockBy(call, rows[0]!.rules);
}

/** A profile with the version of the newest calendar, in one value. */
export type Rules = { profile: Profile; calendar: number };

/** The rules of {@link clockFor} within a statement that asks more at once; {@link clockBy} makes a clock of them. */
export const rulesFor = (kind: Kind, on: string): RawBuilder<Rules> => sql`(
	select jsonb_build_object('calendar', (select max(version) from calendar), 'profile', jsonb_build_object(
		'id', p.id, 'kind', p.kind, 'basis', p.basis, 'firstLookHours', p.first_look_hours, 'acceptDays', p.accept_days,
		'acceptCountsWorking', p.accept_counts_working, 'settleDays', p.settle_days, 'settleCountsWorking', p.settle_counts_working,
		'extensionDays', p.extension_days, 'mostExtensions', p.most_extensions, 'suspendDays', p.suspend_days,
		'noteDays', p.note_days, 'overdueNoteWorkingDays', p.overdue_note_working_days))
	from clock_profile p where p.kind = ${kind} and p.valid @> ${on}::date)`;

export const clockBy = async (call: Call, { profile, calendar }: Rules): Promise<Clock> => ({
	profile,
	calendar: await calendarOf(call, calendar),
});

/** The rules that were pinned to a case. */
export async function clockOf(call: Call, pinned: { profileId: number; calendarVersion: number }): Promise<Clock> {
	const profile = await call.db
		.selectFrom('clockProfile')
		.select(columns)
		.where('id', '=', pinned.profileId)
		.executeTakeFirstOrThrow();
	return { profile: profile as Profile, calendar: await calendarOf(call, pinned.calendarVersion) };
}

const columns = [
	'id',
	'kind',
	'basis',
	'firstLookHours',
	'acceptDays',
	'acceptCountsWorking',
	'settleDays',
	'settleCountsWorking',
	'extensionDays',
	'mostExtensions',
	'suspendDays',
	'noteDays',
	'overdueNoteWorkingDays',
] as const;

/** A version never changes, so that it is read once by each process. */
export async function calendarOf(call: Call, version: number): Promise<Calendar> {
	const kept = known.get(call.house)?.get(version);
	if (kept) return kept;
	const about = await call.db
		.selectFrom('calendar')
		.selectAll()
		.where('version', '=', version)
		.executeTakeFirstOrThrow();
	const days = await call.db
		.selectFrom('calendarDay')
		.select(['day', 'working'])
		.where('calendarVersion', '=', version)
		.execute();
	const calendar: Calendar = {
		version,
		fromYear: about.fromYear,
		toYear: about.toYear,
		named: new Map(days.map(({ day, working }) => [day, working])),
	};
	if (!known.has(call.house)) known.set(call.house, new Map());
	known.get(call.house)!.set(version, calendar);
	return calendar;
}
const known = new WeakMap<object, Map<number, Calendar>>();
