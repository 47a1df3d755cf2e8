import { addDays, daysBetween } from '#words';
import { mostDaysAwaiting, resumed, type Clock } from '../clock/clock.ts';
import type { Feedback } from '../feedback.ts';

type Paused = Pick<Feedback, 'state' | 'pausedOn' | 'pausedDays' | 'dueOn' | 'rolledDays'>;
type GoesOn = Pick<Feedback, 'pausedOn' | 'pausedDays' | 'dueOn' | 'rolledDays'>;

/**
 * What becomes of the clock when it goes on: the due date moves by the days that it stood still. Waiting for the sender counts for
 * fifteen days in all, and a suspension for as many as the law allows, however long either lasted. It rolls forward over free days once,
 * not with each pause anew: many short ones give no more time than a long one.
 */
export function clockGoesOn(clock: Clock, paused: Paused, today: string): GoesOn {
	const { pausedDays, dueOn, rolledDays } = paused;
	if (paused.pausedOn === null) return { pausedOn: null, pausedDays, dueOn, rolledDays };
	const stood = daysBetween(paused.pausedOn, today);
	if (paused.state === 'suspended')
		return {
			pausedOn: null,
			pausedDays,
			...moved(clock, paused, Math.min(stood, clock.profile.suspendDays ?? 0)),
		};
	const counted = Math.min(stood, daysLeftToWait(paused));
	return { pausedOn: null, pausedDays: pausedDays + counted, ...moved(clock, paused, counted) };
}

/** For how many more days the clock may stand still for the sender. */
export const daysLeftToWait = ({ pausedDays }: Pick<Feedback, 'pausedDays'>): number =>
	Math.max(0, mostDaysAwaiting - pausedDays);

function moved(clock: Clock, { dueOn, rolledDays }: Paused, days: number): Pick<GoesOn, 'dueOn' | 'rolledDays'> {
	if (days === 0) return { dueOn, rolledDays };
	const counted = addDays(dueOn, -rolledDays);
	const goesOn = resumed(clock, counted, days);
	return { dueOn: goesOn, rolledDays: daysBetween(addDays(counted, days), goesOn) };
}
