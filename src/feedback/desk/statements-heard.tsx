import { Part, Timeline } from '#ui';
import { m } from '#words';
import type { Statement } from '../handling/statement.store.ts';
import { Written } from './answer-parts.tsx';

/** What the accused was asked and said, for who handles the case. */
export const Statements = ({ statements }: { statements: readonly Statement[] }) =>
	statements.length === 0 ? null : (
		<Part title={m.feedback_desk_statements_heard()}>
			<Timeline
				entries={statements.map(({ askedAt, question, statement }) => ({
					at: askedAt,
					title: <Written text={question} />,
					detail: statement === null ? m.feedback_desk_statement_waiting() : <Written text={statement} />,
				}))}
			/>
		</Part>
	);
