import { addDays, daysBetween } from '#words';
import { rungOn, type Rung } from '../clock/clock.ts';
import { isAnswered, isOver, isPaused, type Feedback } from '../feedback.ts';
import { daysLeftToWait } from '../handling/pause.ts';

/** What happens to a case by itself, because time passed and nobody did anything. */
export type Due =
	| { what: 'escalate'; rung: Rung }
	/** The sender said nothing more to an answer, or came back from nothing after guidance. */
	| { what: 'fallSilent' }
	| { what: 'close' }
	/** The cooling-off is over: what was withdrawn stays withdrawn. */
	| { what: 'endWithdrawal' }
	/** The clock stood still long enough for a reply. */
	| { what: 'stopWaiting' }
	/** It was suspended for as long as the law allows. */
	| { what: 'endSuspension' };

type Watched = Pick<
	Feedback,
	| 'state'
	| 'runsFrom'
	| 'dueOn'
	| 'rung'
	| 'rungFrom'
	| 'answeredOn'
	| 'closedOn'
	| 'withdrawnOn'
	| 'pausedOn'
	| 'pausedDays'
> & {
	/** For how many days the law for its kind suspends it; `null`: not at all. */
	suspendDays: number | null;
};

/** So many days an answer waits for a word of the sender, and guidance, before the case goes on without one. */
export const daysOfSilence = 15;
/** So long a withdrawal can be taken back, by the sender and by who fears that they were pressed. */
export const daysOfCooling = 7;
/** Between silence and the end: one more look of the desk, which may close earlier. */
const daysToClose = 7;

/**
 * What is due for a case on a day, or `undefined`. The ladder of escalation has no exception and no switch: 50 % reminds, 80 % tells the
 * head of the unit, 100 % is public, at 150 % the case moves up.
 */
export function whatIsDue(watched: Watched, today: string): Due | undefined {
	const { state } = watched;
	if (state === 'withdrawn')
		return isPast(watched.withdrawnOn, daysOfCooling, today) && watched.closedOn === null
			? { what: 'endWithdrawal' }
			: undefined;
	if (isOver(state)) return undefined;
	if (state === 'awaitingSender')
		return isPast(watched.pausedOn, daysLeftToWait(watched), today) ? { what: 'stopWaiting' } : undefined;
	if (state === 'suspended')
		return isPast(watched.pausedOn, watched.suspendDays ?? 0, today) ? { what: 'endSuspension' } : undefined;
	if (state === 'answered')
		return isPast(watched.answeredOn, daysOfSilence, today) ? { what: 'fallSilent' } : undefined;
	if (state === 'guided') return isPast(watched.answeredOn, daysOfSilence, today) ? { what: 'close' } : undefined;
	if (state === 'satisfied') return isPast(watched.answeredOn, daysToClose, today) ? { what: 'close' } : undefined;
	if (state === 'silent' || state === 'answeredFinal')
		return isPast(watched.answeredOn, daysOfSilence + daysToClose, today) ? { what: 'close' } : undefined;
	if (isAnswered(state) || isPaused(state)) return undefined;
	const rung = rungReached(watched, today);
	return rung > watched.rung ? { what: 'escalate', rung: rung as Rung } : undefined;
}

/**
 * By the time that runs now. Whoever it moved up to in that time has as long as the one below had; who let it lie is no excuse for letting
 * it lie again.
 */
function rungReached({ runsFrom, dueOn, rungFrom }: Watched, today: string): 0 | Rung {
	if (rungFrom === null || rungFrom < runsFrom) return rungOn(runsFrom, dueOn, today);
	return rungOn(rungFrom, addDays(rungFrom, Math.max(1, daysBetween(runsFrom, dueOn))), today);
}

const isPast = (since: string | null, days: number, today: string): boolean =>
	since !== null && addDays(since, days) < today;
