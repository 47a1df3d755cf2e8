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
	Notice,
	Part,
	Radios,
	Table,
	TextArea,
	typed,
} from '#ui';
import { formatDate, m } from '#words';
import { casePath, feedbackPath } from '../desk/paths.ts';
import { mayAnswerDataRequest } from '../feedback.policy.ts';
import { findFeedback } from '../feedback.store.ts';
import { seatOf } from '../seat.store.ts';
import { answerDataRequest } from './answer-data-request.ts';
import type { DataRequest } from './data-request.ts';
import { findDataRequest, listDataRequests, listOpenDataRequests } from './data-request.store.ts';
import { dataRequestPath, dataRequestsPath } from './paths.ts';
import { dataRequestWord } from './words.ts';

const answerForm = z.object({
	granted: z
		.enum(['yes', 'no'], { error: () => m.feedback_data_error_granted() })
		.transform((value) => value === 'yes'),
	words: z
		.string()
		.trim()
		.min(10, { error: () => m.feedback_data_error_words() })
		.max(5000, { error: () => m.feedback_data_error_words() }),
});

/** What people ask about their own data: the list, and the answer to one. */
export function dataRequests(desk: Desk): void {
	desk.get(dataRequestsPath, async (call) => ({
		title: m.feedback_data_title(),
		lead: m.feedback_data_lead(),
		crumbs: [{ href: feedbackPath, label: m.shell_nav_feedback() }],
		body: (
			<Table
				caption={m.feedback_data_title()}
				rows={await listOpenDataRequests(call, 200)}
				rowHref={({ id }) => dataRequestPath(id)}
				columns={[
					{
						key: 'reference',
						title: m.feedback_custody_reference(),
						cell: ({ id, reference }) => <a href={dataRequestPath(id)}>{reference}</a>,
					},
					{ key: 'kind', title: m.feedback_data_kind(), cell: ({ kind }) => dataRequestWord(kind) },
					{
						key: 'due',
						title: m.feedback_data_due(),
						cell: ({ dueOn }) => <Deadline due={dueOn} today={call.today} />,
					},
				]}
				empty={<EmptyState title={m.feedback_data_none()}>{m.feedback_data_lead()}</EmptyState>}
			/>
		),
	}));

	desk.form(dataRequestPath(anId()), {
		schema: answerForm,
		show: async (call, request, state) => requestPage(call, request.param('id'), state),
		async accept(call, request, { granted, words }) {
			await answerDataRequest(call, request.param('id'), granted, words);
			return seeOther(dataRequestsPath, 'feedback_data_notice_answered');
		},
	});
}

async function requestPage(call: Call, id: string, { values, errors, problem }: FormState): Promise<View> {
	const { feedbackId } = found(await findDataRequest(call, id));
	const feedback = found(await findFeedback(call, feedbackId));
	const asked = found((await listDataRequests(call, feedbackId)).find((each) => each.id === id));
	const mayAnswer = mayAnswerDataRequest(call.actor, feedback, await seatOf(call));
	return {
		title: `${feedback.reference} · ${dataRequestWord(asked.kind)}`,
		crumbs: [{ href: dataRequestsPath, label: m.feedback_data_title() }],
		body: (
			<>
				{problem && <Notice kind="problem" title={problem} />}
				<ErrorSummary errors={errors} />
				<Asked asked={asked} today={call.today} />
				{asked.answeredOn === null &&
					(mayAnswer ? (
						<Answer id={id} values={values} errors={errors} />
					) : (
						feedback.enteredBy === call.actor.accountId && <Notice kind="info" title={m.feedback_data_notYours()} />
					))}
			</>
		),
	};
}

const Asked = ({ asked, today }: { asked: DataRequest; today: string }) => (
	<Facts
		rows={[
			[m.feedback_custody_reference(), <a href={casePath(asked.feedbackId)}>{m.feedback_data_case()}</a>],
			[m.feedback_data_asked(), formatDate(asked.askedOn)],
			[m.feedback_data_due(), <Deadline due={asked.dueOn} today={today} doneOn={asked.answeredOn} />],
			[m.feedback_data_words(), <span class="whitespace-pre-wrap">{asked.words ?? m.feedback_custody_notYet()}</span>],
			...(asked.answeredOn !== null && asked.granted === null
				? [[m.feedback_data_answer(), m.feedback_data_byErasure()] as [string, string]]
				: []),
			...(asked.answer ? [[m.feedback_data_answer(), asked.answer] as [string, string]] : []),
		]}
	/>
);

const Answer = ({ id, values, errors }: { id: string } & Pick<FormState, 'values' | 'errors'>) => {
	const field = typed(values, errors);
	return (
		<Part title={m.feedback_data_answer()}>
			<ActionForm action={dataRequestPath(id)}>
				<Radios
					{...field('granted')}
					label={m.feedback_data_granted()}
					choices={[
						{ value: 'yes', label: m.feedback_data_granted_yes() },
						{ value: 'no', label: m.feedback_data_granted_no() },
					]}
				/>
				<TextArea {...field('words')} label={m.feedback_data_answer()} hint={m.feedback_data_answer_hint()} rows={6} />
				<Buttons>
					<Button>{m.feedback_data_answer_do()}</Button>
				</Buttons>
			</ActionForm>
		</Part>
	);
};
