import { addDays } from '#words';

/** Which days are worked: Monday to Friday, but for the days that a version of the calendar names. */
export type Calendar = {
	version: number;
	fromYear: number;
	toYear: number;
	/** Days that are not what their weekday says: `true` worked, `false` free. */
	named: ReadonlyMap<string, boolean>;
};

export const isWorkingDay = (calendar: Calendar, day: string): boolean => {
	const weekday = weekdayOf(day);
	return calendar.named.get(day) ?? (weekday !== 0 && weekday !== 6);
};

/** The day itself when it is worked, else the next that is: results on a free day roll forward. */
export function workingDayFrom(calendar: Calendar, day: string): string {
	let at = day;
	while (!isWorkingDay(calendar, at)) at = addDays(at, 1);
	return at;
}

/** Day 1 is the next working day. */
export function addWorkingDays(calendar: Calendar, day: string, count: number): string {
	let at = day;
	for (let left = count; left > 0;) {
		at = addDays(at, 1);
		if (isWorkingDay(calendar, at)) left -= 1;
	}
	return at;
}

/** How many working days lie after `from`, up to and including `to`. */
export function workingDaysBetween(calendar: Calendar, from: string, to: string): number {
	let count = 0;
	for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(calendar, at)) count += 1;
	return count;
}

/** 0 Sunday … 6 Saturday. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
