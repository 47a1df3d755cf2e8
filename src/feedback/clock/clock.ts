import { addDays, daysBetween } from '#words';
import type { Kind } from '../feedback.ts';
import { addWorkingDays, workingDayFrom, type Calendar } from './calendar.ts';
import { addWorkingHours } from './working-hours.ts';

/** What the law allows for a kind, in the version that is pinned to a case when it is registered. */
export type Profile = {
	id: number;
	kind: Kind;
	basis: string;
	/** Working hours until a human has looked at it. */
	firstLookHours: number;
	/** Days to decide whether it is taken up; `null`: it is taken up by being received. */
	acceptDays: number | null;
	acceptCountsWorking: boolean;
	settleDays: number;
	settleCountsWorking: boolean;
	extensionDays: number;
	mostExtensions: number;
	/** For how many days a case may be suspended, once; `null`: never. */
	suspendDays: number | null;
	noteDays: number;
	overdueNoteWorkingDays: number;
};

export type Clock = { profile: Profile; calendar: Calendar };

/** Until when a case received on a day is decided upon or answered, whichever the law names first. */
export const dueOnReceipt = (clock: Clock, receivedOn: string): string =>
	clock.profile.acceptDays === null
		? settleBy(clock, receivedOn)
		: countFrom(clock.calendar, receivedOn, clock.profile.acceptDays, clock.profile.acceptCountsWorking);

/** Until when it is answered, counted from the day from which the law counts: receipt, or the decision to take it up. */
export const settleBy = ({ profile, calendar }: Clock, from: string): string =>
	countFrom(calendar, from, profile.settleDays, profile.settleCountsWorking);

/** The due date after one extension. */
export const extended = ({ profile, calendar }: Clock, dueOn: string): string =>
	countFrom(calendar, dueOn, profile.extensionDays, profile.settleCountsWorking);

/** The due date after the clock stood still for so many days. */
export const resumed = ({ calendar }: Clock, dueOn: string, days: number): string =>
	workingDayFrom(calendar, addDays(dueOn, days));

/** @param from the end of the hour or day in which it was received */
export const lookDueAt = ({ profile, calendar }: Clock, from: Date): Date =>
	addWorkingHours(calendar, from, profile.firstLookHours);

/** Waiting for the sender stops the clock for so many days in all, and no longer. */
export const mostDaysAwaiting = 15;

/** Day 1 is the next counted day; a result on a free day rolls forward. */
const countFrom = (calendar: Calendar, from: string, days: number, working: boolean): string =>
	working ? addWorkingDays(calendar, from, days) : workingDayFrom(calendar, addDays(from, days));

/** The rungs of escalation, in percent of the time that the case had: remind, tell the head, say it in public, move it up. */
export const rungs = [50, 80, 100, 150] as const;
export type Rung = (typeof rungs)[number];

/**
 * The highest rung that a case has reached. 100 only after the due date itself has passed.
 *
 * @param from the day from which the time runs
 */
export function rungOn(from: string, dueOn: string, today: string): 0 | Rung {
	const had = Math.max(1, daysBetween(from, dueOn));
	const share = (daysBetween(from, today) / had) * 100;
	return rungs.findLast((rung) => (rung < 100 ? share >= rung : today > dueOn && share >= rung)) ?? 0;
}
