import { daysBetween, formatDate, formatNumber, m, soonDays } from '#words';
import { State, type StateKind } from './state.tsx';

/**
 * A due date and how things stand with it: done, days left, or days overdue. All dates are ISO days; `today` is the day of
 * the request.
 */
export const Deadline = (props: { due: string | null | undefined; today: string; doneOn?: string | null }) => {
	if (!props.due) return null;
	const { kind, word } = standing(props.due, props.today, props.doneOn);
	return (
		<span class="deadline">
			<State kind={kind}>{word}</State>
			<small>{m.ui_deadline_due({ date: formatDate(props.due) })}</small>
		</span>
	);
};

/** How a due date stands, as kind and word; also for the text of a CSV file. */
export const standing = (due: string, today: string, doneOn?: string | null): { kind: StateKind; word: string } => {
	if (doneOn) return { kind: 'done', word: doneOn > due ? m.ui_deadline_doneLate() : m.ui_deadline_done() };
	const days = daysBetween(today, due);
	if (days < 0) return { kind: 'late', word: m.ui_deadline_late({ days: formatNumber(-days) }) };
	if (days === 0) return { kind: 'soon', word: m.ui_deadline_today() };
	return { kind: days <= soonDays ? 'soon' : 'open', word: m.ui_deadline_soon({ days: formatNumber(days) }) };
};
