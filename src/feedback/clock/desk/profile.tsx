import { requireElevation } from '#access';
import { allow, found, Invalid, record, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import { ActionForm, Button, Buttons, DateField, ErrorSummary, Hint, NumberField, Radios, TextArea, typed } from '#ui';
import { addDays, formatDate, m } from '#words';
import { kinds, type Kind } from '../../feedback.ts';
import { kindWord } from '../../words.ts';
import { hasLaterProfile, insertProfile, listProfiles } from '../rules.store.ts';
import { profileForm } from './clock.form.ts';
import { administersWhole } from '../../administers-whole.ts';
import { clockPath, profilePath } from './paths.ts';

/** A new version of the deadlines of a kind, from a day on that is not past. */
export const profile = (desk: Desk): void =>
	desk.form(`${clockPath}/:kind{${kinds.join('|')}}`, {
		schema: profileForm,
		show: async (call, request, state) => profilePage(call, request.param('kind') as Kind, state),
		async accept(call, request, { from, acceptCounts, settleCounts, ...values }) {
			requireElevation(call);
			allow(await administersWhole(call));
			const kind = request.param('kind') as Kind;
			if (from < call.today) throw Invalid.at('from', () => m.feedback_clock_error_past());
			if (await hasLaterProfile(call, kind, from)) throw Invalid.at('from', () => m.feedback_clock_error_later());
			const { noteDays, overdueNoteWorkingDays } = await current(call, kind);
			await insertProfile(
				call,
				{
					...values,
					kind,
					acceptCountsWorking: acceptCounts,
					settleCountsWorking: settleCounts,
					noteDays,
					overdueNoteWorkingDays,
				},
				from,
			);
			await record(call, 'clock.changed', { payload: { kind, from } });
			return seeOther(clockPath, 'feedback_clock_notice_profile');
		},
	});

const current = async (call: Call, kind: Kind) => found((await listProfiles(call)).find((each) => each.kind === kind));

async function profilePage(call: Call, kind: Kind, { values, errors }: FormState): Promise<View> {
	allow(await administersWhole(call));
	const now = await current(call, kind);
	const field = typed(
		{
			from: formatDate(addDays(call.today, 1)),
			basis: now.basis,
			firstLookHours: String(now.firstLookHours),
			acceptDays: now.acceptDays === null ? '' : String(now.acceptDays),
			acceptCounts: now.acceptCountsWorking ? 'workingDays' : 'days',
			settleDays: String(now.settleDays),
			settleCounts: now.settleCountsWorking ? 'workingDays' : 'days',
			extensionDays: String(now.extensionDays),
			mostExtensions: String(now.mostExtensions),
			suspendDays: now.suspendDays === null ? '' : String(now.suspendDays),
			...values,
		},
		errors,
	);
	const units = [
		{ value: 'days', label: m.feedback_clock_inDays() },
		{ value: 'workingDays', label: m.feedback_clock_inWorkingDays() },
	];
	return {
		title: m.feedback_clock_version_of({ kind: kindWord(kind) }),
		crumbs: [{ href: clockPath, label: m.feedback_clock_title() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				<Hint>{m.feedback_clock_version_what()}</Hint>
				<ActionForm action={profilePath(kind)}>
					<DateField {...field('from')} label={m.feedback_clock_from()} />
					<TextArea {...field('basis')} label={m.feedback_clock_basis()} rows={3} />
					<NumberField
						{...field('firstLookHours')}
						label={m.feedback_clock_firstLook()}
						unit={m.feedback_clock_hours_unit()}
					/>
					<NumberField
						{...field('acceptDays')}
						label={m.feedback_clock_accept()}
						hint={m.feedback_clock_accept_hint()}
						optional
					/>
					<Radios {...field('acceptCounts')} label={m.feedback_clock_accept_counted()} choices={units} />
					<NumberField {...field('settleDays')} label={m.feedback_clock_settle()} />
					<Radios {...field('settleCounts')} label={m.feedback_clock_settle_counted()} choices={units} />
					<NumberField {...field('extensionDays')} label={m.feedback_clock_extensionDays()} />
					<NumberField {...field('mostExtensions')} label={m.feedback_clock_mostExtensions()} />
					<NumberField
						{...field('suspendDays')}
						label={m.feedback_clock_suspendDays()}
						hint={m.feedback_clock_suspendDays_hint()}
						optional
					/>
					<Buttons>
						<Button>{m.feedback_clock_save()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}
