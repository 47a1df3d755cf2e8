import { requireElevation } from '#access';
import { allow, Invalid, record, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import { ActionForm, Button, Buttons, ErrorSummary, Hint, TextArea, typed } from '#ui';
import { m } from '#words';
import { calendarText, readCalendarText } from '../calendar-text.ts';
import { insertCalendar, listCalendars, listNamedDays } from '../rules.store.ts';
import { calendarForm } from './clock.form.ts';
import { administersWhole } from '../../administers-whole.ts';
import { calendarPath, clockPath } from './paths.ts';

/** A new version of the calendar, as a list of days to edit. Cases that are registered keep the version they have. */
export const calendar = (desk: Desk): void =>
	desk.form(calendarPath, {
		schema: calendarForm,
		show: async (call, _request, state) => calendarPage(call, state),
		async accept(call, _request, { days: text, decidedBy }) {
			requireElevation(call);
			allow(await administersWhole(call));
			const { days, wrong } = readCalendarText(text);
			if (days.length === 0) wrong.push(m.feedback_clock_error_none());
			if (wrong.length > 0) throw new Invalid(() => wrong[0]!, { days: () => wrong.slice(0, 10).join(' ') });
			const version = await insertCalendar(call, days, decidedBy);
			await record(call, 'calendar.changed', { payload: { version } });
			return seeOther(clockPath, 'feedback_clock_notice_calendar');
		},
	});

async function calendarPage(call: Call, { values, errors }: FormState): Promise<View> {
	allow(await administersWhole(call));
	const [newest] = await listCalendars(call);
	const days = await listNamedDays(call, newest!.version);
	const field = typed({ days: calendarText(days), decidedBy: newest!.decidedBy, ...values }, errors);
	return {
		title: m.feedback_clock_newCalendar(),
		crumbs: [{ href: clockPath, label: m.feedback_clock_title() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				<Hint>{m.feedback_clock_calendar_what()}</Hint>
				<ActionForm action={calendarPath}>
					<TextArea
						{...field('days')}
						label={m.feedback_clock_namedDays()}
						hint={m.feedback_clock_calendar_hint()}
						rows={20}
					/>
					<TextArea {...field('decidedBy')} label={m.feedback_clock_basis()} rows={2} />
					<Buttons>
						<Button>{m.feedback_clock_save()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
