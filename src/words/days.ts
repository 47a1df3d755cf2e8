/** A day as `YYYY-MM-DD`, without a time zone; such texts sort as the days do. */
export type Day = string;

export const addDays = (day: Day, count: number): Day =>
	new Date(startOf(day) + count * dayLength).toISOString().slice(0, 10);

/** Whole days from one to the other; negative when `to` comes first. */
export const daysBetween = (from: Day, to: Day): number => Math.round((startOf(to) - startOf(from)) / dayLength);

/** What is due within so many days is due soon: in a table, on the start page, and in the first reminder. */
export const soonDays = 7;

const startOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

const dayLength = 24 * 60 * 60 * 1000;
