import { m } from '#words';
import type { Calendar } from './calendar.ts';

type Ends = Pick<Calendar, 'toYear'>;

/** After its last year a calendar names no day: what is counted there goes by the weekday alone. */
const isBeyond = ({ toYear }: Ends, day: string): boolean => Number(day.slice(0, 4)) > toYear;

/** In the last half year of a calendar the next one is to be entered. */
export const runsOut = ({ toYear }: Ends, today: string): boolean => today >= `${toYear}-07-01`;

/** Why a case is due on a day: by which law, and whether holidays were reckoned with. */
export const basisOf = (basis: string, calendar: Ends, dueOn: string): string =>
	isBeyond(calendar, dueOn) ? `${basis}. ${m.feedback_clock_beyond({ year: String(calendar.toYear) })}` : basis;
