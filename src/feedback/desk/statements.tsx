import { z } from 'zod';
import { anId, found, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	EmptyState,
	ErrorSummary,
	Hint,
	LinkButton,
	Notice,
	Part,
	State,
	Table,
	TextArea,
	typed,
	type Column,
} from '#ui';
import { formatDate, m } from '#words';
import { giveStatement } from '../handling/give-statement.ts';
import { listStatementsAsked, type Statement } from '../handling/statement.store.ts';
import { Written } from './answer-parts.tsx';
import { written } from './desk.form.ts';
import { feedbackPath, statementPath, statementsPath } from './paths.ts';

/** What the reader is asked to say about something said of them: the question, never who spoke. */
export function statements(desk: Desk): void {
	desk.get(statementsPath, async (call) => list(await listStatementsAsked(call)));
	desk.form(statementPath(anId()), {
		schema: z.object({ statement: written(10_000) }),
		show: async (call, request, state) => page(await asked(call, request.param('id')), state),
		async accept(call, request, { statement }) {
			await giveStatement(call, request.param('id'), statement);
			return seeOther(statementsPath, 'feedback_desk_notice_stated');
		},
	});
}

const asked = async (call: Call, id: string): Promise<Statement> =>
	found((await listStatementsAsked(call)).find((statement) => statement.id === id));

const list = (rows: Statement[]): View => ({
	title: m.feedback_desk_statements(),
	lead: m.feedback_desk_statements_lead(),
	crumbs: [{ href: feedbackPath, label: m.feedback_desk_title() }],
	body: (
		<Table
			caption={m.feedback_desk_statements()}
			columns={columns()}
			rows={rows}
			rowHref={({ id }) => statementPath(id)}
			empty={<EmptyState title={m.feedback_desk_statements_none()}>{m.feedback_desk_statements_what()}</EmptyState>}
		/>
	),
});

const columns = (): Column<Statement>[] => [
	{ key: 'asked', title: m.feedback_desk_statement_asked(), cell: ({ askedAt }) => formatDate(askedAt) },
	{ key: 'question', title: m.feedback_desk_question(), cell: ({ question }) => question.slice(0, 120), link: true },
	{
		key: 'state',
		title: m.feedback_desk_state(),
		cell: (row) => <State kind={row.closedAt ? 'done' : row.statement ? 'running' : 'soon'}>{stateOf(row)}</State>,
	},
];

const stateOf = ({ closedAt, cleared, statement }: Statement): string => {
	if (cleared) return m.feedback_desk_statement_cleared();
	if (closedAt) return m.feedback_desk_statement_closed();
	return statement === null ? m.feedback_desk_statement_open() : m.feedback_desk_statement_given();
};

function page(asked: Statement, { values, errors, problem }: FormState): View {
	const field = typed(Object.keys(values).length > 0 ? values : { statement: asked.statement }, errors);
	return {
		title: m.feedback_desk_statement(),
		crumbs: [{ href: statementsPath, label: m.feedback_desk_statements() }],
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<Part title={m.feedback_desk_question()}>
					<Written text={asked.question} />
				</Part>
				<Hint>{m.feedback_desk_statement_rights()}</Hint>
				{asked.closedAt ? (
					<Written text={asked.statement ?? ''} />
				) : (
					<ActionForm action={statementPath(asked.id)}>
						<TextArea
							{...field('statement')}
							label={m.feedback_desk_statement_words()}
							hint={m.feedback_desk_statement_hint()}
							rows={10}
							maxlength={10_000}
						/>
						<Buttons>
							<Button>{m.feedback_desk_statement_do()}</Button>
							<LinkButton href={statementsPath} weight="quiet">
								{m.ui_cancel()}
							</LinkButton>
						</Buttons>
					</ActionForm>
				)}
			</>
		),
	};
}
