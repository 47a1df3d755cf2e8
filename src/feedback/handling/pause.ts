import { mostDaysAwaiting, resumed, type Clock } from '../clock/clock.ts';
import { daysBetween } from '../clock/days.ts';
import type { Feedback } from '../feedback.ts';

type Paused = Pick<Feedback, 'state' | 'pausedOn' | 'pausedDays' | 'dueOn'>;

/**
 * What becomes of the clock when it goes on: the due date moves by the days that it stood still. Waiting for the sender counts for
 * fifteen days in all, and a suspension for as many as the law allows, however long either lasted.
 */
export function clockGoesOn(
	clock: Clock,
	paused: Paused,
	today: string,
): Pick<Feedback, 'pausedOn' | 'pausedDays' | 'dueOn'> {
	if (paused.pausedOn === null) return { pausedOn: null, pausedDays: paused.pausedDays, dueOn: paused.dueOn };
	const stood = daysBetween(paused.pausedOn, today);
	if (paused.state === 'suspended')
		return {
			pausedOn: null,
			pausedDays: paused.pausedDays,
			dueOn: moved(clock, paused, Math.min(stood, clock.profile.suspendDays ?? 0)),
		};
	const counted = Math.min(stood, daysLeftToWait(paused));
	return { pausedOn: null, pausedDays: paused.pausedDays + counted, dueOn: moved(clock, paused, counted) };
}

/** For how many more days the clock may stand still for the sender. */
export const daysLeftToWait = ({ pausedDays }: Pick<Feedback, 'pausedDays'>): number =>
	Math.max(0, mostDaysAwaiting - pausedDays);

const moved = (clock: Clock, { dueOn }: Paused, days: number): string =>
	days === 0 ? dueOn : resumed(clock, dueOn, days);
