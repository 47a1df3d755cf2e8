import { lineOf } from '#organisation';
import { allow, anId, found, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	ErrorSummary,
	Fieldset,
	Hint,
	LinkButton,
	Notice,
	NumberField,
	TextArea,
	typed,
} from '#ui';
import { formatDate, formatNumber, m } from '#words';
import type { Activity } from '../activity.ts';
import { holdingForm } from '../activity.form.ts';
import { mayKeep } from '../activity.policy.ts';
import { countAttendance, findActivity } from '../activity.store.ts';
import { listExpected, longestList, type ListedMember } from '../attendance.store.ts';
import { holdActivity, markOfHolding } from '../hold-activity.ts';
import { activitiesPath, activityPath, holdingPath } from '../paths.ts';

/** Recording that an event was held, and correcting it later: the list is ticked, the rest is numbers. */
export function holding(desk: Desk): void {
	desk.form(holdingPath(anId()), {
		schema: holdingForm,
		show: async (call, request, state) => form(call, found(await findActivity(call, request.param('id'))), state),
		async accept(call, request, { present, counted, guests, result, ...fields }) {
			const event = found(await findActivity(call, request.param('id')));
			const ticked = new Set(present);
			const listed = tickable(await listExpected(call, event));
			const attendance = listed.map(({ memberId, unitId }) => ({
				memberId,
				unitId,
				present: ticked.has(memberId),
				absenceReason: reasonOf(fields[`reason_${memberId}`]),
			}));
			await holdActivity(call, event.id, { counted, guests, result, attendance }, await request.seen());
			return seeOther(activityPath(event.id), 'activities_notice_held');
		},
	});
}

const reasonOf = (typed: unknown): string => (typeof typed === 'string' ? typed.trim().slice(0, 200) : '');

/** Longer lists are not ticked: the number is given instead. */
const tickable = (expected: ListedMember[]): ListedMember[] => (expected.length > longestList ? [] : expected);

async function form(call: Call, event: Activity, { values, errors, problem }: FormState): Promise<View> {
	allow(mayKeep(call.actor, await lineOf(call, event.keeperId)));
	const expected = await listExpected(call, event);
	const listed = tickable(expected);
	const unseen = event.state === 'held' ? (await countAttendance(call, event.id)).listed - listed.length : 0;
	const isTyped = Object.keys(values).length > 0;
	const ticked = new Set(isTyped ? values['present'] : listed.filter((row) => row.present).map((row) => row.memberId));
	const field = typed(
		isTyped ? values : { counted: event.counted, guests: event.guests, result: event.result },
		errors,
	);
	return {
		title: m.activities_hold_title({ title: event.title }),
		lead: m.activities_hold_lead({ date: formatDate(event.takesPlaceOn) }),
		crumbs: [
			{ href: activitiesPath, label: m.activities_title() },
			{ href: activityPath(event.id), label: event.title },
		],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<ActionForm action={holdingPath(event.id)} seen={markOfHolding(event, expected)}>
					{listed.length > 0 && (
						<Fieldset title={m.activities_list()} hint={m.activities_list_hint()}>
							<div>
								{listed.map((row) => (
									<ListLine
										row={row}
										present={ticked.has(row.memberId)}
										reason={reasonOf(values[`reason_${row.memberId}`]) || row.absenceReason}
									/>
								))}
							</div>
						</Fieldset>
					)}
					{unseen > 0 && <Hint>{m.activities_list_unseen({ count: formatNumber(unseen) })}</Hint>}
					{listed.length === 0 && <Hint>{m.activities_list_tooLong()}</Hint>}
					<NumberField
						{...field('counted')}
						label={m.activities_counted()}
						hint={m.activities_counted_hint()}
						optional
					/>
					<NumberField {...field('guests')} label={m.activities_guests()} hint={m.activities_guests_hint()} optional />
					<TextArea {...field('result')} label={m.activities_result()} optional rows={4} />
					<Buttons>
						<Button>{m.activities_hold_do()}</Button>
						<LinkButton href={activityPath(event.id)} weight="quiet">
							{m.ui_cancel()}
						</LinkButton>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}

/** One member: ticked when present; otherwise why not. */
const ListLine = ({ row, present, reason }: { row: ListedMember; present: boolean; reason: string }) => (
	<div class="grid items-center gap-2 border-b border-line py-1 md:grid-cols-[1fr_16rem]">
		<div class="choice">
			<input
				class="checkbox"
				type="checkbox"
				id={`present-${row.memberId}`}
				name="present[]"
				value={row.memberId}
				checked={present}
			/>
			<label for={`present-${row.memberId}`}>
				{row.fullName}
				<span class="hint">{[row.position, row.unitName].filter(Boolean).join(', ')}</span>
			</label>
		</div>
		<input
			class="input"
			name={`reason_${row.memberId}`}
			value={reason}
			maxlength={200}
			aria-label={m.activities_reason_of({ name: row.fullName })}
			placeholder={m.activities_reason()}
		/>
	</div>
);
