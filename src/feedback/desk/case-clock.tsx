import { Deadline, State } from '#ui';
import { dayIn, formatDate, formatDateTime, m } from '#words';
import type { Clock } from '../clock/clock.ts';
import { noteDueOn } from '../clock/progress-note.ts';
import { isAnswered, isOver, type Feedback } from '../feedback.ts';

/** How the time of a case stands: what is left, that it stands still, or that it was answered. */
export const CaseClock = ({ feedback, today }: { feedback: Feedback; today: string }) =>
	feedback.pausedOn ? (
		<span class="deadline">
			<State kind="stopped">{m.feedback_desk_paused({ date: formatDate(feedback.pausedOn) })}</State>
			<small>{m.ui_deadline_due({ date: formatDate(feedback.dueOn) })}</small>
		</span>
	) : (
		<Deadline due={feedback.dueOn} today={today} doneOn={doneOn(feedback)} />
	);

/** When something happened to it: of sealed cases only the day is kept. */
export const whenOf = (sealed: boolean, at: Date): Date | string => (sealed ? dayIn(at) : at);

/** When it was answered, as long as it stands so: what was opened again is still to be done. */
export const doneOn = ({ state, answeredOn }: Pick<Feedback, 'state' | 'answeredOn'>): string | null =>
	isAnswered(state) || isOver(state) ? answeredOn : null;

type Looked = Pick<Feedback, 'state' | 'lookDueAt' | 'lookedAt'>;

/** Nobody has looked at it by the hour by which somebody had to. What needs no look any more is not late. */
export const isLookLate = ({ state, lookDueAt, lookedAt }: Looked, now: Date): boolean =>
	state === 'received' && lookedAt === null && lookDueAt < now;

/** Whether anything is to be said of the first look: not of what was joined, withdrawn or counted without one. */
export const needsLook = ({ state, lookedAt }: Looked): boolean => state === 'received' || lookedAt !== null;

/** When a human first looked, or has to. */
export const LookClock = ({ feedback, now }: { feedback: Looked; now: Date }) => {
	const { kind, word } = lookStanding(feedback, now);
	return (
		<span class="deadline">
			<State kind={kind}>{word}</State>
			<small>{m.ui_deadline_due({ date: formatDateTime(feedback.lookDueAt) })}</small>
		</span>
	);
};

function lookStanding(feedback: Looked, now: Date): { kind: 'done' | 'late' | 'open'; word: string } {
	const { lookDueAt, lookedAt } = feedback;
	if (lookedAt !== null)
		return {
			kind: 'done',
			word: lookedAt <= lookDueAt ? m.feedback_desk_look_inTime() : m.feedback_desk_look_wasLate(),
		};
	return isLookLate(feedback, now)
		? { kind: 'late', word: m.feedback_desk_look_late() }
		: { kind: 'open', word: m.feedback_desk_look_due() };
}

/** Whether the sender is to be told how far it is. */
export const needsNote = ({ state }: Feedback): boolean =>
	!isAnswered(state) && !isOver(state) && state !== 'awaitingSender';

/** By when the sender is told how far it is. */
export const NoteClock = ({ feedback, clock, today }: { feedback: Feedback; clock: Clock; today: string }) => (
	<Deadline due={noteDueOn(clock, feedback, today)} today={today} />
);
