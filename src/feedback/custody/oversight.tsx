import { z } from 'zod';
import { findAccountByUserName, requireElevation } from '#access';
import {
	allow,
	Conflict,
	found,
	Invalid,
	record,
	seeOther,
	type Call,
	type Desk,
	type FormState,
	type View,
} from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	EmptyState,
	ErrorSummary,
	Hint,
	Notice,
	Part,
	State,
	Table,
	TextField,
	typed,
} from '#ui';
import { formatDate, m } from '#words';
import { administersWhole } from '../administers-whole.ts';
import { findCustody } from '../seal/custody.store.ts';
import { seatOf } from '../seat.store.ts';
import { agreeToReturn } from './agree-to-return.ts';
import { insertSeat, isSeatNeeded, listSeats, saveSeatEnd, type Seat } from './custody.store.ts';
import { keysPath, oversightPath } from './paths.ts';

const seatForm = z.object({
	userName: z
		.string()
		.trim()
		.min(1, { error: () => m.feedback_oversight_error_userName() }),
	body: z
		.string()
		.trim()
		.min(1, { error: () => m.feedback_oversight_error_body() })
		.max(300),
});

/** The external oversight body: who holds a seat, and whether what is sealed can be taken. Seated by an administrator of the whole. */
export function oversight(desk: Desk): void {
	desk.form(oversightPath, {
		schema: seatForm,
		show: async (call, _request, state) => oversightPage(call, state),
		async accept(call, _request, { userName, body }) {
			requireElevation(call);
			allow(await administersWhole(call));
			const account = await findAccountByUserName(call, userName.toLowerCase());
			if (!account) throw invalid('userName', () => m.feedback_oversight_error_unknown());
			if (account.id === call.actor.accountId) throw invalid('userName', () => m.feedback_oversight_error_self());
			if ((await listSeats(call)).some((seat) => seat.accountId === account.id && seat.until === null))
				throw invalid('userName', () => m.feedback_oversight_error_seated());
			await insertSeat(call, { accountId: account.id, body, since: call.today });
			await record(call, 'oversight.seated', { subject: account.id });
			return seeOther(oversightPath, 'feedback_oversight_notice_seated');
		},
	});

	desk.post(`${oversightPath}/cho-vao`, async (call, request) => {
		await agreeToReturn(call, String((await request.values())['account'] ?? ''));
		return seeOther(oversightPath, 'feedback_oversight_notice_returned');
	});

	desk.post(`${oversightPath}/ket-thuc`, async (call, request) => {
		requireElevation(call);
		allow(await administersWhole(call));
		const accountId = String((await request.values())['account'] ?? '');
		found((await listSeats(call)).find((seat) => seat.accountId === accountId && seat.until === null));
		if (await isSeatNeeded(call, accountId)) throw new Conflict(() => m.feedback_oversight_conflict_needed());
		await saveSeatEnd(call, accountId);
		await record(call, 'oversight.ended', { subject: accountId });
		return seeOther(oversightPath, 'feedback_oversight_notice_ended');
	});
}

const invalid = (field: string, words: () => string) => new Invalid(words, { [field]: words });

async function oversightPage(call: Call, { values, errors, problem }: FormState): Promise<View> {
	const seats = await listSeats(call);
	const { takesSealed } = await findCustody(call);
	const decides = await administersWhole(call);
	const { oversees } = await seatOf(call);
	const field = typed(values, errors);
	return {
		title: m.feedback_oversight_title(),
		lead: m.feedback_oversight_lead(),
		body: (
			<>
				<Notice
					kind={takesSealed ? 'done' : 'warning'}
					title={takesSealed ? m.feedback_oversight_open() : m.feedback_oversight_closed()}
				>
					{takesSealed ? m.feedback_oversight_open_what() : m.feedback_oversight_closed_what()}{' '}
					<a href={keysPath}>{m.feedback_custody_keys()}</a>
				</Notice>
				<Part title={m.feedback_oversight_seats()}>
					<Table
						caption={m.feedback_oversight_seats()}
						rows={seats}
						columns={[
							{ key: 'name', title: m.feedback_oversight_name(), cell: (seat) => seat.displayName },
							{ key: 'body', title: m.feedback_oversight_body(), cell: (seat) => seat.body },
							{ key: 'since', title: m.feedback_oversight_since(), cell: (seat) => formatDate(seat.since) },
							{
								key: 'key',
								title: m.feedback_custody_state(),
								cell: (seat) => <SeatState of={seat} today={call.today} />,
							},
							...(oversees
								? [
										{
											key: 'return',
											title: m.feedback_oversight_return_do(),
											cell: (seat: Seat) => <LetIn of={seat} me={call.actor.accountId} today={call.today} />,
										},
									]
								: []),
							...(decides
								? [{ key: 'do', title: m.feedback_custody_do(), cell: (seat: Seat) => <EndSeat of={seat} /> }]
								: []),
						]}
						empty={<EmptyState title={m.feedback_oversight_none()}>{m.feedback_oversight_none_what()}</EmptyState>}
					/>
					{oversees && <Hint>{m.feedback_oversight_return_what()}</Hint>}
				</Part>
				{decides && (
					<Part title={m.feedback_oversight_seat()}>
						{problem && <Notice kind="problem" title={problem} />}
						<ErrorSummary errors={errors} />
						<Hint>{m.feedback_oversight_seat_what()}</Hint>
						<ActionForm action={oversightPath}>
							<TextField {...field('userName')} label={m.access_userName()} size="medium" />
							<TextField
								{...field('body')}
								label={m.feedback_oversight_body()}
								hint={m.feedback_oversight_body_hint()}
							/>
							<Buttons>
								<Button>{m.feedback_oversight_seat_do()}</Button>
							</Buttons>
						</ActionForm>
					</Part>
				)}
			</>
		),
	};
}

const SeatState = ({ of: { until, hasKey }, today }: { of: Seat; today: string }) =>
	until !== null && until <= today ? (
		<State kind="stopped">{m.feedback_oversight_over()}</State>
	) : hasKey ? (
		<State kind="done">{m.feedback_oversight_hasKey()}</State>
	) : (
		<State kind="soon">{m.feedback_oversight_noKey()}</State>
	);

const LetIn = ({ of: { accountId, until }, me, today }: { of: Seat; me: string | null; today: string }) =>
	accountId !== me && (until === null || until > today) ? (
		<ActionForm action={`${oversightPath}/cho-vao`} guarded={false}>
			<input type="hidden" name="account" value={accountId} />
			<Button weight="plain">{m.feedback_oversight_return_do()}</Button>
		</ActionForm>
	) : null;

const EndSeat = ({ of: { accountId, until } }: { of: Seat }) =>
	until === null ? (
		<ActionForm action={`${oversightPath}/ket-thuc`} guarded={false}>
			<input type="hidden" name="account" value={accountId} />
			<Button weight="plain">{m.feedback_oversight_end_do()}</Button>
		</ActionForm>
	) : null;
