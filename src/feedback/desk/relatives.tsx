import { z } from 'zod';
import { allow, anId, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	EmptyState,
	ErrorSummary,
	Notice,
	Part,
	State,
	Table,
	TextField,
	typed,
	type Column,
} from '#ui';
import { m } from '#words';
import { confirmRelative, declareRelative, takeBackRelative } from '../routing/declare-relative.ts';
import { isConfirmed, listRelations, type Relation } from '../routing/relation.store.ts';
import { written } from './desk.form.ts';
import { feedbackPath, relativesPath } from './paths.ts';

/** One's own relatives in the service, declared by oneself or by them. */
export function relatives(desk: Desk): void {
	desk.form(relativesPath, {
		schema: z.object({ number: written(40), fullName: written(200) }),
		show: (call, _request, state) => page(call, state),
		async accept(call, _request, relative) {
			await declareRelative(call, relative);
			return seeOther(relativesPath, 'feedback_desk_notice_declared');
		},
	});
	desk.post(`${relativesPath}/${anId()}/xac-nhan`, async (call, request) => {
		await confirmRelative(call, request.param('id'));
		return seeOther(relativesPath, 'feedback_desk_notice_relativeConfirmed');
	});
	desk.post(`${relativesPath}/${anId()}/bo`, async (call, request) => {
		const done = await takeBackRelative(call, request.param('id'));
		return seeOther(
			relativesPath,
			done === 'asked' ? 'feedback_desk_notice_relativeAsked' : 'feedback_desk_notice_relativeGone',
		);
	});
}

async function page(call: Call, { values, errors, problem }: FormState): Promise<View> {
	allow(call.actor.memberId !== null);
	const field = typed(values, errors);
	return {
		title: m.feedback_desk_relatives(),
		lead: m.feedback_desk_relatives_lead(),
		crumbs: [{ href: feedbackPath, label: m.feedback_desk_title() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<Table
					caption={m.feedback_desk_relatives()}
					columns={columns()}
					rows={await listRelations(call)}
					empty={<EmptyState title={m.feedback_desk_relatives_none()} />}
				/>
				<Part title={m.feedback_desk_relative_add()}>
					<ActionForm action={relativesPath}>
						<TextField {...field('number')} label={m.feedback_desk_relative_number()} size="short" />
						<TextField {...field('fullName')} label={m.feedback_desk_relative_name()} size="medium" />
						<Buttons>
							<Button>{m.feedback_desk_relative_do()}</Button>
						</Buttons>
					</ActionForm>
				</Part>
			</>
		),
	};
}

const columns = (): Column<Relation>[] => [
	{ key: 'name', title: m.feedback_desk_relative_name(), cell: ({ fullName }) => fullName },
	{
		key: 'by',
		title: m.feedback_desk_relative_by(),
		cell: ({ memberId, mine, theirs, confirmed, endAsked }) =>
			mine ? (
				<>
					{confirmed && <State kind="done">{m.feedback_desk_relative_confirmed()}</State>}
					{theirs && <State kind="done">{m.feedback_desk_relative_both()}</State>}
					{endAsked ? (
						<State kind="soon">{m.feedback_desk_relative_endAsked()}</State>
					) : (
						<ActionForm action={`${relativesPath}/${memberId}/bo`} guarded={false}>
							<Button weight="quiet">
								{isConfirmed({ mine, theirs, confirmed })
									? m.feedback_desk_relative_askToEnd()
									: m.feedback_desk_relative_takeBack()}
							</Button>
						</ActionForm>
					)}
				</>
			) : (
				<>
					{confirmed ? (
						<State kind="done">{m.feedback_desk_relative_confirmed()}</State>
					) : (
						m.feedback_desk_relative_theirs()
					)}
					<ActionForm action={`${relativesPath}/${memberId}/xac-nhan`} guarded={false}>
						<Button weight="quiet">{m.feedback_desk_relative_confirm()}</Button>
					</ActionForm>
				</>
			),
	},
];
