import { daysBetween, soonDays } from '#words';

/** How near a due date is. */
export type DueState = 'late' | 'today' | 'soon' | 'later';

export function dueState(day: string | null, today: string): DueState {
	if (day === null) return 'later';
	const days = daysBetween(today, day);
	if (days < 0) return 'late';
	if (days === 0) return 'today';
	return days <= soonDays ? 'soon' : 'later';
}

/** Something that a person or a unit is expected to do: a line of the start page. */
export type Expectation = {
	label: string;
	href: string;
	/** `YYYY-MM-DD`; `null` when it has no date of its own. */
	dueOn: string | null;
	state: DueState;
};

/** It waits for somebody, since when or until when does not matter. */
export const waits = (label: string, href: string): Expectation => ({ label, href, dueOn: null, state: 'soon' });

/** It has a day by which it is to be done; without one, it is for later. */
export const dueBy = (label: string, href: string, dueOn: string | null, today: string): Expectation => ({
	label,
	href,
	dueOn,
	state: dueState(dueOn, today),
});
