/** How near a due date is. */
export type DueState = 'late' | 'today' | 'soon' | 'later';

/** Reminders go out that many days before; from the day after, it is late. */
export const reminderDays = [7, 3, 1] as const;

/** Whole days from one day to another, both `YYYY-MM-DD`; negative when it is past. */
export const daysUntil = (day: string, today: string): number =>
	Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);

export function dueState(day: string | null, today: string): DueState {
	if (day === null) return 'later';
	const days = daysUntil(day, today);
	if (days < 0) return 'late';
	if (days === 0) return 'today';
	return days <= reminderDays[0] ? 'soon' : 'later';
}

/** Something that a person or a unit is expected to do: a line of the start page. */
export type Expectation = {
	label: string;
	href: string;
	/** `YYYY-MM-DD`; `null` when it has no date of its own. */
	dueOn: string | null;
	state: DueState;
};

/** Late ones first, then by date, those without a date last. */
export const byUrgency = (a: Expectation, b: Expectation): number =>
	(a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999');
