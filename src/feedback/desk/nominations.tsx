import { namesOf } from '#organisation';
import { anId, found, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import {
	ActionForm,
	Button,
	EmptyState,
	ErrorSummary,
	Facts,
	LinkButton,
	Notice,
	Radios,
	Table,
	TextArea,
	typed,
	type Column,
} from '#ui';
import { formatDate, m } from '#words';
import { decideNomination } from '../aftermath/decide-nomination.ts';
import { findNomination, listNominations } from '../aftermath/nomination.store.ts';
import type { Nomination } from '../aftermath/nomination.ts';
import { mayDecideNomination } from '../feedback.policy.ts';
import { decision } from './actions/deciding.tsx';
import { maybeWritten } from './desk.form.ts';
import { awardWord, NominationSign } from './nomination-words.tsx';
import { commendationsPath, nominationPath, nominationsPath, printedNominationsPath } from './paths.ts';

/** Whom the reader's units put forward, and on whom the reader decides. */
export function nominations(desk: Desk): void {
	desk.get(nominationsPath, (call) => list(call));
	desk.form(nominationPath(anId()), {
		schema: decision.extend({ reason: maybeWritten(1_000) }),
		show: async (call, request, state) => one(call, found(await findNomination(call, request.param('id'))), state),
		async accept(call, request, { agreed, reason }) {
			await decideNomination(call, request.param('id'), { approved: agreed === 'yes', reason });
			return seeOther(nominationsPath, 'feedback_nomination_notice_decided');
		},
	});
}

const crumbs = () => [{ href: commendationsPath, label: m.feedback_desk_commendations() }];

async function list(call: Call): Promise<View> {
	const rows = await listNominations(call, 200);
	const units = await namesOf(
		call,
		rows.map(({ unitId }) => unitId),
	);
	const own = call.actor.posts.find(
		({ role, unitId }) => role === 'unitHead' && rows.some((row) => row.unitId === unitId),
	);
	return {
		title: m.feedback_nomination_title(),
		lead: m.feedback_nomination_lead(),
		crumbs: crumbs(),
		action: own && (
			<LinkButton href={printedNominationsPath(own.unitId)} weight="plain">
				{m.feedback_nomination_print()}
			</LinkButton>
		),
		body: (
			<Table
				caption={m.feedback_nomination_title()}
				columns={columns(units)}
				rows={rows}
				rowHref={({ id }) => nominationPath(id)}
				empty={
					<EmptyState
						title={m.feedback_nomination_none()}
						action={<LinkButton href={commendationsPath}>{m.feedback_desk_commendations()}</LinkButton>}
					>
						{m.feedback_nomination_none_what()}
					</EmptyState>
				}
			/>
		),
	};
}

const columns = (units: Awaited<ReturnType<typeof namesOf>>): Column<Nomination>[] => [
	{ key: 'who', title: m.feedback_nomination_who(), cell: ({ fullName }) => fullName },
	{ key: 'state', title: m.feedback_desk_state(), cell: ({ state }) => <NominationSign state={state} /> },
	{ key: 'form', title: m.feedback_nomination_form(), cell: ({ form }) => awardWord(form) },
	{ key: 'unit', title: m.feedback_desk_commend_unit(), cell: ({ unitId }) => units.get(unitId)?.name },
	{ key: 'on', title: m.feedback_nomination_on(), cell: ({ proposedOn }) => formatDate(proposedOn) },
];

async function one(call: Call, row: Nomination, { values, errors, problem }: FormState): Promise<View> {
	const units = await namesOf(call, [row.unitId, row.decidingUnitId]);
	const field = typed(values, errors);
	return {
		title: m.feedback_nomination_of({ name: row.fullName }),
		state: <NominationSign state={row.state} />,
		crumbs: [...crumbs(), { href: nominationsPath, label: m.feedback_nomination_title() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<Facts
					rows={[
						[m.feedback_desk_commend_unit(), units.get(row.unitId)?.name],
						[m.feedback_nomination_form(), awardWord(row.form)],
						[m.feedback_nomination_ground(), row.ground],
						[m.feedback_nomination_praisedOn(), formatDate(row.praisedOn)],
						[m.feedback_nomination_on(), formatDate(row.proposedOn)],
						[m.feedback_nomination_decides(), units.get(row.decidingUnitId)?.name],
						...(row.decidedOn === null
							? []
							: ([
									[m.feedback_nomination_decidedOn(), formatDate(row.decidedOn)],
									[m.feedback_desk_reason(), row.reason],
								] as [string, string | null][])),
					]}
				/>
				{row.state === 'proposed' && mayDecideNomination(call.actor, row) && (
					<ActionForm action={nominationPath(row.id)}>
						<Radios
							{...field('agreed')}
							label={m.feedback_nomination_choice()}
							choices={[
								{ value: 'yes', label: m.feedback_nomination_yes() },
								{ value: 'no', label: m.feedback_nomination_no() },
							]}
						/>
						<TextArea
							{...field('reason')}
							label={m.feedback_desk_reason()}
							hint={m.feedback_nomination_reason_hint()}
							maxlength={1_000}
							optional
						/>
						<div class="buttons">
							<Button>{m.feedback_nomination_decide()}</Button>
						</div>
					</ActionForm>
				)}
			</>
		),
	};
}
