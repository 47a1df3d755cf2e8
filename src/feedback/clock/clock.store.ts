import { sql } from 'kysely';
import type { Call } from '#platform';
import type { Kind } from '../feedback.ts';
import type { Calendar } from './calendar.ts';
import type { Clock, Profile } from './clock.ts';

/** The rules that hold for a kind registered on a day. */
export async function clockFor(call: Call, kind: Kind, on = call.today): Promise<Clock> {
	const profile = await call.db
		.selectFrom('clockProfile')
		.select(columns)
		.where('kind', '=', kind)
		.where(sql<boolean>`valid @> ${on}::date`)
		.executeTakeFirstOrThrow();
	const { newest } = await call.db
		.selectFrom('calendar')
		.select((of) => of.fn.max('version').as('newest'))
		.executeTakeFirstOrThrow();
	return { profile: profile as Profile, calendar: await findCalendar(call, newest) };
}

/** The rules that were pinned to a case. */
export async function clockOf(call: Call, pinned: { profileId: number; calendarVersion: number }): Promise<Clock> {
	const profile = await call.db
		.selectFrom('clockProfile')
		.select(columns)
		.where('id', '=', pinned.profileId)
		.executeTakeFirstOrThrow();
	return { profile: profile as Profile, calendar: await findCalendar(call, pinned.calendarVersion) };
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
async function findCalendar(call: Call, version: number): Promise<Calendar> {
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
