import {
	allow,
	anId,
	found,
	seeOther,
	type Call,
	type Desk,
	type FormState,
	type ShowView,
	type View,
} from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	EmptyState,
	ErrorSummary,
	Facts,
	Hint,
	LinkButton,
	Notice,
	Part,
	TextArea,
	typed,
} from '#ui';
import { formatDate, formatNumber, m } from '#words';
import { after } from '../commitment.ts';
import { returnForm } from '../commitment.form.ts';
import { mayAnswer } from '../commitment.policy.ts';
import { findAuthor, findCommitment, findText, type Paper, type ReadableText } from '../commitment.store.ts';
import { confirmCommitment, markOfPaper } from '../confirm-commitment.ts';
import { commitmentsPath, confirmationPath, queuePath, returnPath, scanPath } from '../paths.ts';
import { findWaiting } from '../progress.store.ts';
import { returnCommitment } from '../return-commitment.ts';
import { PaperState } from '../state-words.tsx';
import { PaperText } from './paper-text.tsx';
import { crumbsOf } from './writing.tsx';

/** The commander's papers, one a page: read, confirm or give back, and the next one comes. */
export function answering(desk: Desk): void {
	desk.get(queuePath, async (call, request) => {
		const skip = Math.max(0, Math.trunc(Number(request.query('bo-qua')) || 0));
		const { id, count } = await findWaiting(call, skip);
		const paper = id === undefined ? undefined : await findCommitment(call, id);
		return paper ? answerPage(call, paper, { skip, count }) : nothingWaits();
	});

	const show: ShowView = async (call, request) =>
		answerPage(call, found(await findCommitment(call, request.param('id'))));
	desk.get(confirmationPath(anId()), show);
	desk.post(
		confirmationPath(anId()),
		async (call, request) => {
			await confirmCommitment(call, request.param('id'), await request.seen());
			return seeOther(queuePath, 'commitments_notice_confirmed');
		},
		show,
	);

	desk.form(returnPath(anId()), {
		schema: returnForm,
		show: async (call, request, state) =>
			returnPage(call, found(await findCommitment(call, request.param('id'))), state),
		async accept(call, request, { comment }) {
			await returnCommitment(call, request.param('id'), comment, await request.seen());
			return seeOther(queuePath, 'commitments_notice_returned');
		},
	});
}

async function answerPage(call: Call, paper: Paper, queue?: { skip: number; count: number }): Promise<View> {
	allow(mayAnswer(call.actor, paper));
	const author = await findAuthor(call, paper);
	const text = await findText(call, paper.id);
	const isWaiting = after(paper.state, 'confirm') !== undefined;
	return {
		title: m.commitments_answer_title({ name: author?.fullName ?? '' }),
		lead: queue && m.commitments_queue_place({ place: formatNumber(queue.skip + 1), count: formatNumber(queue.count) }),
		state: <PaperState paper={paper} />,
		crumbs: crumbsOf(paper),
		body: (
			<>
				<Facts
					rows={[
						[m.commitments_issue_title(), paper.title],
						[m.commitments_position(), [author?.position, author?.unitName].filter(Boolean).join(', ')],
						[m.commitments_signedOn(), formatDate(paper.signedOn)],
					]}
				/>
				<Part title={m.commitments_text()}>
					<WhatItSays paper={paper} text={text} />
				</Part>
				{isWaiting && (
					<>
						<Hint>{m.commitments_confirm_worth()}</Hint>
						<div class="buttons">
							<ActionForm action={confirmationPath(paper.id)} guarded={false} seen={markOfPaper(paper)}>
								<Button>{m.commitments_confirm_do()}</Button>
							</ActionForm>
							{!paper.isOver && (
								<LinkButton href={returnPath(paper.id)} weight="plain">
									{m.commitments_return()}
								</LinkButton>
							)}
							{queue && queue.skip + 1 < queue.count && (
								<LinkButton href={`${queuePath}?bo-qua=${queue.skip + 1}`} weight="quiet">
									{m.commitments_queue_next()}
								</LinkButton>
							)}
						</div>
					</>
				)}
			</>
		),
	};
}

const WhatItSays = ({ paper, text }: { paper: Paper; text: ReadableText | undefined }) =>
	paper.onPaper ? (
		<p>
			{m.commitments_onPaper()}: <a href={scanPath(paper.id)}>{m.commitments_scan()}</a>
		</p>
	) : text ? (
		<PaperText text={text.content} areas={paper.areas} />
	) : null;

async function returnPage(call: Call, paper: Paper, { values, errors, problem }: FormState): Promise<View> {
	allow(mayAnswer(call.actor, paper));
	const author = await findAuthor(call, paper);
	const field = typed(values, errors);
	return {
		title: m.commitments_return_title({ name: author?.fullName ?? '' }),
		crumbs: crumbsOf(paper),
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<Part title={m.commitments_text()}>
					<WhatItSays paper={paper} text={await findText(call, paper.id)} />
				</Part>
				<ActionForm action={returnPath(paper.id)} seen={markOfPaper(paper)}>
					<TextArea
						{...field('comment')}
						label={m.commitments_comment()}
						hint={m.commitments_comment_hint()}
						maxlength={2_000}
					/>
					<Buttons>
						<Button>{m.commitments_return_do()}</Button>
						<LinkButton href={confirmationPath(paper.id)} weight="quiet">
							{m.ui_cancel()}
						</LinkButton>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}

const nothingWaits = (): View => ({
	title: m.commitments_queue_title(),
	crumbs: [{ href: commitmentsPath, label: m.commitments_title() }],
	body: <EmptyState title={m.commitments_queue_none()}>{m.commitments_queue_none_what()}</EmptyState>,
});
