import { Deadline, State } from '#ui';
import { formatDate, m } from '#words';
import type { Feedback } from '../feedback.ts';

/** How the time of a case stands: what is left, that it stands still, or that it was answered. */
export const CaseClock = ({ feedback, today }: { feedback: Feedback; today: string }) =>
	feedback.pausedOn ? (
		<span class="deadline">
			<State kind="stopped">{m.feedback_desk_paused({ date: formatDate(feedback.pausedOn) })}</State>
			<small>{m.ui_deadline_due({ date: formatDate(feedback.dueOn) })}</small>
		</span>
	) : (
		<Deadline due={feedback.dueOn} today={today} doneOn={feedback.answeredOn} />
	);
