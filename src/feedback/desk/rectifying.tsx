import { z } from 'zod';
import { anId, found, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	Deadline,
	EmptyState,
	ErrorSummary,
	Facts,
	LinkButton,
	Notice,
	State,
	Table,
	tableQuery,
	TextArea,
	typed,
	type Column,
	type TableQuery,
} from '#ui';
import { m } from '#words';
import { finishRectification } from '../aftermath/finish-rectification.ts';
import { unitsAnsweredFor } from '../feedback.policy.ts';
import {
	countRectificationsOf,
	findRectificationOf,
	listRectificationsOf,
	type Rectification,
} from '../aftermath/rectification.store.ts';
import { written } from './desk.form.ts';
import { feedbackPath, rectificationPath, rectificationsPath } from './paths.ts';

/** What the reader's units were told to put right. The case behind it is not theirs to know. */
export function rectifying(desk: Desk): void {
	desk.get(rectificationsPath, (call, request) => list(call, tableQuery(request.queries(), ['due'])));
	desk.form(rectificationPath(anId()), {
		schema: z.object({ note: written(2_000) }),
		show: async (call, request, state) => {
			const id = request.param('id');
			return page(call, found(await findRectificationOf(call, unitsAnsweredFor(call.actor), id)), state);
		},
		async accept(call, request, { note }) {
			await finishRectification(call, request.param('id'), note);
			return seeOther(rectificationsPath, 'feedback_desk_notice_rectified');
		},
	});
}

const list = async (call: Call, query: TableQuery): Promise<View> => ({
	title: m.feedback_desk_rectifications_title(),
	lead: m.feedback_desk_rectifications_lead(),
	crumbs: [{ href: feedbackPath, label: m.feedback_desk_title() }],
	body: (
		<Table
			caption={m.feedback_desk_rectifications_title()}
			columns={columns(call.today)}
			rows={await listRectificationsOf(call, unitsAnsweredFor(call.actor), query.limit, query.offset)}
			query={query}
			path={rectificationsPath}
			total={await countRectificationsOf(call, unitsAnsweredFor(call.actor))}
			rowHref={({ id }) => rectificationPath(id)}
			empty={
				<EmptyState title={m.feedback_desk_rectifications_none()}>{m.feedback_desk_rectifications_what()}</EmptyState>
			}
		/>
	),
});

const columns = (today: string): Column<Rectification>[] => [
	{ key: 'task', title: m.feedback_desk_order_task(), cell: ({ task }) => task },
	{
		key: 'due',
		title: m.feedback_desk_order_due(),
		cell: ({ dueOn, doneOn }) => <Deadline due={dueOn} today={today} doneOn={doneOn} />,
	},
	{ key: 'state', title: m.feedback_desk_state(), cell: (row) => <RectificationState row={row} /> },
];

const RectificationState = ({ row }: { row: Rectification }) => {
	if (row.verifiedOn) return <State kind="done">{m.feedback_desk_rectification_verified()}</State>;
	if (row.doneOn) return <State kind="running">{m.feedback_desk_rectification_done()}</State>;
	return <State kind="open">{m.feedback_desk_rectification_open()}</State>;
};

function page(call: Call, row: Rectification, { values, errors, problem }: FormState): View {
	const field = typed(values, errors);
	return {
		title: m.feedback_desk_rectification(),
		state: <RectificationState row={row} />,
		crumbs: [{ href: rectificationsPath, label: m.feedback_desk_rectifications_title() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<Facts
					rows={[
						[m.feedback_desk_order_task(), row.task],
						[m.feedback_desk_order_due(), <Deadline due={row.dueOn} today={call.today} doneOn={row.doneOn} />],
						[m.feedback_desk_rectified(), row.doneNote],
					]}
				/>
				{!row.doneOn && (
					<ActionForm action={rectificationPath(row.id)}>
						<TextArea
							{...field('note')}
							label={m.feedback_desk_rectified()}
							hint={m.feedback_desk_rectified_hint()}
							maxlength={2_000}
						/>
						<Buttons>
							<Button>{m.feedback_desk_rectify()}</Button>
							<LinkButton href={rectificationsPath} weight="quiet">
								{m.ui_cancel()}
							</LinkButton>
						</Buttons>
					</ActionForm>
				)}
			</>
		),
	};
}
