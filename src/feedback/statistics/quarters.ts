import { addDays } from '#words';

/** A quarter of a year, `2026-Q3`. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

export function daysOf(quarter: string): { from: string; to: string } {
	const [year, number] = [Number(quarter.slice(0, 4)), Number(quarter.slice(6))];
	const from = `${year}-${String(number * 3 - 2).padStart(2, '0')}-01`;
	const next = number === 4 ? `${year + 1}-01-01` : `${year}-${String(number * 3 + 1).padStart(2, '0')}-01`;
	return { from, to: addDays(next, -1) };
}

/** The quarters from the one of a day on that are over today, the earliest first. */
export function closedQuarters(first: string, today: string): string[] {
	const quarters: string[] = [];
	for (let quarter = quarterOf(first); ; quarter = quarterOf(addDays(daysOf(quarter).to, 1))) {
		if (daysOf(quarter).to >= today) return quarters;
		quarters.push(quarter);
	}
}
