import { addDays } from '#words';
import type { Feedback } from '../feedback.ts';
import { addWorkingDays, type Calendar } from './calendar.ts';
import type { Profile } from './clock.ts';

type Noted = Pick<Feedback, 'receivedOn' | 'dueOn' | 'notedOn' | 'runsFrom' | 'stage' | 'reopened'>;
type Rules = { calendar: Calendar; profile: Pick<Profile, 'noteDays' | 'overdueNoteWorkingDays'> };

/**
 * The day by which the sender has to be told how far it is: counted from the last note, or from receipt, or from the day on which it was
 * opened again or its review began; once the answer is overdue, in working days from then on, and sooner than that when the ordinary note
 * falls due first.
 */
export function noteDueOn({ calendar, profile }: Rules, noted: Noted, today: string): string {
	const { dueOn } = noted;
	const last = lastHeardOn(noted);
	const ordinary = addDays(last, profile.noteDays);
	if (today <= dueOn) return ordinary;
	const overdue = addWorkingDays(calendar, last > dueOn ? last : dueOn, profile.overdueNoteWorkingDays);
	return overdue < ordinary ? overdue : ordinary;
}

/** Taking it up is no note: until then nobody has told the sender more than that it came. */
function lastHeardOn({ receivedOn, notedOn, runsFrom, stage, reopened }: Noted): string {
	const began = stage > 0 || reopened ? runsFrom : receivedOn;
	return notedOn !== null && notedOn > began ? notedOn : began;
}
