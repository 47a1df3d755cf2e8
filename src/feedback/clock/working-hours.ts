import { addDays } from '#words';
import { isWorkingDay, workingDayFrom, type Calendar } from './calendar.ts';

/** Offices are open from 7:30 to 11:30 and from 13:30 to 17:30, Viet Nam: eight hours a day, in minutes after midnight. */
const shifts = [
	[7 * 60 + 30, 11 * 60 + 30],
	[13 * 60 + 30, 17 * 60 + 30],
] as const;

/** The instant at which so many working hours have passed since `from`. */
export function addWorkingHours(calendar: Calendar, from: Date, hours: number): Date {
	let left = hours * 60;
	const local = new Date(from.getTime() + offset);
	let day = local.toISOString().slice(0, 10);
	let minute = local.getUTCHours() * 60 + local.getUTCMinutes();
	for (;;) {
		if (!isWorkingDay(calendar, day)) {
			day = workingDayFrom(calendar, day);
			minute = 0;
		}
		for (const [opens, closes] of shifts) {
			const begins = Math.max(minute, opens);
			const open = closes - begins;
			if (open <= 0) continue;
			if (left <= open) return new Date(Date.parse(`${day}T00:00:00Z`) - offset + (begins + left) * 60_000);
			left -= open;
		}
		day = addDays(day, 1);
		minute = 0;
	}
}

/** Viet Nam has been seven hours ahead of UTC, without daylight saving, as long as there are cases here. */
const offset = 7 * 60 * 60 * 1000;
