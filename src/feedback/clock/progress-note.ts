import type { Feedback } from '../feedback.ts';
import { addWorkingDays, type Calendar } from './calendar.ts';
import type { Profile } from './clock.ts';
import { addDays } from './days.ts';

type Noted = Pick<Feedback, 'receivedOn' | 'dueOn' | 'notedOn'>;
type Rules = { calendar: Calendar; profile: Pick<Profile, 'noteDays' | 'overdueNoteWorkingDays'> };

/**
 * The day by which the sender has to be told how far it is: counted from the last note, or from receipt; once the answer is overdue, in
 * working days from then on, and sooner than that when the ordinary note falls due first.
 */
export function noteDueOn({ calendar, profile }: Rules, { receivedOn, dueOn, notedOn }: Noted, today: string): string {
	const last = notedOn ?? receivedOn;
	const ordinary = addDays(last, profile.noteDays);
	if (today <= dueOn) return ordinary;
	const overdue = addWorkingDays(calendar, last > dueOn ? last : dueOn, profile.overdueNoteWorkingDays);
	return overdue < ordinary ? overdue : ordinary;
}
