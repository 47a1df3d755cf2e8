import { addDays, type Day } from '#words';

/** Both days included. */
export type Period = { from: Day; to: Day };

export type Basis = 'was' | 'now';

/** The first day that a period no longer has. */
export const endOf = (period: Period): Day => addDays(period.to, 1);

/** The same period a year earlier; a last day of February stays the last day of February. */
export function yearBefore(period: Period): Period {
	const lastDays = endsMonth(period.to) ? lastDayOfMonth(shiftYear(period.to)) : shiftYear(period.to);
	return { from: shiftYear(period.from), to: lastDays };
}

/** Figures are told of these days only: the year of a slip of the hand would make a table of a hundred thousand months. */
export const firstDay: Day = '2000-01-01';
export const lastDay: Day = '2199-12-31';
const yearsAtMost = 30;

/** Of a period as anybody may ask for it, in either order, what is told: within our days, its last thirty years. */
export function toldOf({ from, to }: Period): Period {
	const [first, last] = [within(from), within(to)].toSorted() as [Day, Day];
	const earliest = `${Number(last.slice(0, 4)) - yearsAtMost + 1}-01-01`;
	return { from: first < earliest ? earliest : first, to: last };
}

const within = (day: Day): Day => (day < firstDay ? firstDay : day > lastDay ? lastDay : day);

/** The first days of the months that a period touches. */
export function monthsOf(period: Period): Day[] {
	const first = monthNumber(period.from);
	return Array.from({ length: monthNumber(period.to) - first + 1 }, (_, after) => firstOfMonthNumbered(first + after));
}

const monthNumber = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const firstOfMonthNumbered = (month: number): Day =>
	`${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;

export const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;
export const lastDayOfMonth = (day: Day): Day => addDays(firstOfMonthNumbered(monthNumber(day) + 1), -1);
const endsMonth = (day: Day): boolean => addDays(day, 1).endsWith('-01');

function shiftYear(day: Day): Day {
	const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0');
	return day.slice(4) === '-02-29' ? `${year}-02-28` : `${year}${day.slice(4)}`;
}
