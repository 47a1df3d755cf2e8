import type { Desk } from '#platform';
import { calendar } from './calendar.tsx';
import { profile } from './profile.tsx';
import { rules } from './rules.tsx';

/** Deadlines and calendars: read by everybody inside, kept by administrators of the whole body. */
export const clockDesk = (desk: Desk): void => {
	rules(desk);
	calendar(desk);
	profile(desk);
};
