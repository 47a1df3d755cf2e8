/** A day, `YYYY-MM-DD`; such texts sort as the days do. */
export type Day = string;

/** Both days included. */
export type Period = { from: Day; to: Day };

export type Basis = 'was' | 'now';

/** The first day that a period no longer has. */
export const endOf = (period: Period): Day => addDays(period.to, 1);

export function addDays(day: Day, days: number): Day {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

/** The same period a year earlier; a last day of February stays the last day of February. */
export function yearBefore(period: Period): Period {
	const lastDays = endsMonth(period.to) ? lastDayOfMonth(shiftYear(period.to)) : shiftYear(period.to);
	return { from: shiftYear(period.from), to: lastDays };
}

/** The first days of the months that a period touches. */
export function monthsOf(period: Period): Day[] {
	const months: Day[] = [];
	for (let month = firstOfMonth(period.from); month <= period.to; month = nextMonth(month)) months.push(month);
	return months;
}

export const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;
export const lastDayOfMonth = (day: Day): Day => addDays(nextMonth(day), -1);
const nextMonth = (day: Day): Day => firstOfMonth(addDays(firstOfMonth(day), 31));
const endsMonth = (day: Day): boolean => addDays(day, 1).endsWith('-01');

function shiftYear(day: Day): Day {
	const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
	return day.slice(4) === '-02-29' ? `${year}-02-28` : `${year}${day.slice(4)}`;
}
