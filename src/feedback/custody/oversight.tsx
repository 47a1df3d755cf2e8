import { z } from 'zod';
import { anId, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
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
import { agreeToChange, endSeat, seatPerson, takeBackChange, type Changed } from './change-seats.ts';
import { doSeatsAgree, listSeatChanges, listSeats, type Seat, type SeatChange } from './custody.store.ts';
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

/** The external oversight body: who holds a seat, and whether what is sealed can be taken. Seated by an administrator of the whole, once two sit with the agreement of one of them. */
export function oversight(desk: Desk): void {
	desk.form(oversightPath, {
		schema: seatForm,
		show: async (call, _request, state) => oversightPage(call, state),
		async accept(call, _request, values) {
			const done = await seatPerson(call, values);
			return seeOther(oversightPath, notice('seated', done));
		},
	});

	desk.post(`${oversightPath}/cho-vao`, async (call, request) => {
		await agreeToReturn(call, String((await request.values())['account'] ?? ''));
		return seeOther(oversightPath, 'feedback_oversight_notice_returned');
	});

	desk.post(`${oversightPath}/ket-thuc`, async (call, request) => {
		const done = await endSeat(call, String((await request.values())['account'] ?? ''));
		return seeOther(oversightPath, notice('ended', done));
	});

	desk.post(`${oversightPath}/de-nghi/${anId()}/dong-y`, async (call, request) => {
		await agreeToChange(call, request.param('id'));
		return seeOther(oversightPath, 'feedback_oversight_notice_agreed');
	});

	desk.post(`${oversightPath}/de-nghi/${anId()}/rut-lai`, async (call, request) => {
		await takeBackChange(call, request.param('id'));
		return seeOther(oversightPath, 'feedback_oversight_notice_takenBack');
	});
}

const notice = (what: 'seated' | 'ended', done: Changed): string =>
	`feedback_oversight_notice_${done === 'proposed' ? 'proposed' : what}`;

async function oversightPage(call: Call, { values, errors, problem }: FormState): Promise<View> {
	const seats = await listSeats(call);
	const { takesSealed } = await findCustody(call);
	const decides = await administersWhole(call);
	const { oversees } = await seatOf(call);
	const agree = await doSeatsAgree(call);
	const changes = await listSeatChanges(call);
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
				{changes.length > 0 && (
					<Part title={m.feedback_oversight_changes()}>
						<Hint>{m.feedback_oversight_changes_what()}</Hint>
						<Table
							caption={m.feedback_oversight_changes()}
							rows={changes}
							columns={[
								{ key: 'name', title: m.feedback_oversight_name(), cell: (change) => change.displayName },
								{
									key: 'what',
									title: m.feedback_oversight_change(),
									cell: ({ body }) =>
										body === null ? m.feedback_oversight_change_end() : m.feedback_oversight_change_seat({ body }),
								},
								{ key: 'by', title: m.feedback_oversight_change_by(), cell: (change) => change.proposer },
								{
									key: 'do',
									title: m.feedback_custody_do(),
									cell: (change) => (
										<Decide of={change} oversees={oversees} decides={decides} me={call.actor.accountId} />
									),
								},
							]}
						/>
					</Part>
				)}
				{decides && (
					<Part title={m.feedback_oversight_seat()}>
						{problem && <Notice kind="problem" title={problem} />}
						<ErrorSummary errors={errors} />
						<Hint>
							{m.feedback_oversight_seat_what()} {agree && m.feedback_oversight_seat_agreed()}
						</Hint>
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

const Decide = ({
	of: { id, proposedBy },
	oversees,
	decides,
	me,
}: {
	of: SeatChange;
	oversees: boolean;
	decides: boolean;
	me: string | null;
}) => (
	<>
		{oversees && proposedBy !== me && (
			<ActionForm action={`${oversightPath}/de-nghi/${id}/dong-y`} guarded={false}>
				<Button weight="plain">{m.feedback_oversight_agree_do()}</Button>
			</ActionForm>
		)}
		{decides && (
			<ActionForm action={`${oversightPath}/de-nghi/${id}/rut-lai`} guarded={false}>
				<Button weight="plain">{m.feedback_oversight_takeBack_do()}</Button>
			</ActionForm>
		)}
	</>
);

const EndSeat = ({ of: { accountId, until } }: { of: Seat }) =>
	until === null ? (
		<ActionForm action={`${oversightPath}/ket-thuc`} guarded={false}>
			<input type="hidden" name="account" value={accountId} />
			<Button weight="plain">{m.feedback_oversight_end_do()}</Button>
		</ActionForm>
	) : null;
