import { sql } from 'kysely';
import type { Call } from '#platform';
import type { Kind } from '../feedback.ts';
import type { Profile } from './clock.ts';

export type DatedProfile = Profile & { from: string; until: string | null };

/** Every version of what the law allows, by kind, the newest first. */
export async function listProfiles(call: Call): Promise<DatedProfile[]> {
	const { rows } = await sql<DatedProfile>`
		select id, kind, basis, first_look_hours, accept_days, accept_counts_working, settle_days, settle_counts_working, extension_days,
			most_extensions, suspend_days, note_days, overdue_note_working_days, lower(valid) as from, upper(valid) as until
		from clock_profile order by kind, lower(valid) desc`.execute(call.db);
	return rows;
}

/** A new version from a day on; the one before ends there. What is registered keeps the version it was registered under. */
export async function insertProfile(call: Call, profile: Omit<Profile, 'id'>, from: string): Promise<void> {
	await sql`update clock_profile set valid = daterange(lower(valid), ${from}::date)
		where kind = ${profile.kind} and valid @> ${from}::date and lower(valid) < ${from}::date`.execute(call.db);
	const { kind, basis, firstLookHours, acceptDays, acceptCountsWorking, settleDays, settleCountsWorking } = profile;
	await sql`insert into clock_profile (kind, valid, basis, first_look_hours, accept_days, accept_counts_working, settle_days,
			settle_counts_working, extension_days, most_extensions, suspend_days, note_days, overdue_note_working_days, made_by)
		values (${kind}, daterange(${from}::date, null), ${basis}, ${firstLookHours}, ${acceptDays}, ${acceptCountsWorking}, ${settleDays},
			${settleCountsWorking}, ${profile.extensionDays}, ${profile.mostExtensions}, ${profile.suspendDays}, ${profile.noteDays},
			${profile.overdueNoteWorkingDays}, ${call.actor.accountId})`.execute(call.db);
}

/** Is there a version that begins on this day or later? It would have to end before it begins. */
export async function hasLaterProfile(call: Call, kind: Kind, from: string): Promise<boolean> {
	const { rows } = await sql<{ later: boolean }>`select exists (select from clock_profile
		where kind = ${kind} and lower(valid) >= ${from}::date) as later`.execute(call.db);
	return rows[0]!.later;
}

export type NamedDay = { day: string; working: boolean; name: string; confirmed: boolean };
export type CalendarVersion = { version: number; fromYear: number; toYear: number; decidedBy: string; madeAt: Date };

export async function listCalendars(call: Call): Promise<CalendarVersion[]> {
	const { rows } = await sql<CalendarVersion>`select version, from_year, to_year, decided_by, made_at from calendar
		order by version desc`.execute(call.db);
	return rows;
}

export async function listNamedDays(call: Call, version: number): Promise<NamedDay[]> {
	const { rows } = await sql<NamedDay>`select day, working, name, confirmed from calendar_day
		where calendar_version = ${version} order by day`.execute(call.db);
	return rows;
}

/** A new version of the calendar: cases registered from now on are counted by it. */
export async function insertCalendar(call: Call, days: readonly NamedDay[], decidedBy: string): Promise<number> {
	const years = days.map(({ day }) => Number(day.slice(0, 4)));
	const { rows } = await sql<{
		version: number;
	}>`insert into calendar (version, from_year, to_year, decided_by, made_by)
		select coalesce(max(version), 0) + 1, ${Math.min(...years)}, ${Math.max(...years)}, ${decidedBy}, ${call.actor.accountId}::uuid
		from calendar returning version`.execute(call.db);
	const { version } = rows[0]!;
	await sql`insert into calendar_day (calendar_version, day, working, name, confirmed)
		select ${version}, day, working, name, confirmed
		from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as d (day date, working boolean, name text, confirmed boolean)`.execute(
		call.db,
	);
	return version;
}
