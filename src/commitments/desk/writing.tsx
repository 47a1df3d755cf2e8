import { lineOf } from '#organisation';
import { allow, anId, found, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
import {
	ActionForm,
	Button,
	Buttons,
	Confirmation,
	ConfirmLink,
	DateField,
	Deadline,
	ErrorSummary,
	Facts,
	Fieldset,
	Hint,
	LinkButton,
	Notice,
	Part,
	TextArea,
	TextField,
	typed,
} from '#ui';
import { formatDate, formatDateTime, m } from '#words';
import { after, isSigned, mayBeFiled, type CommitmentText } from '../commitment.ts';
import { workRows, writingForm } from '../commitment.form.ts';
import { mayAnswer, mayEnter, mayExempt, mayFollow, mayWrite } from '../commitment.policy.ts';
import { findAuthor, findCommitment, findReturn, findText, type Paper } from '../commitment.store.ts';
import {
	commitmentsPath,
	confirmationPath,
	entryPath,
	exemptionPath,
	findingPath,
	paperPath,
	printPath,
	recallPath,
	scanPath,
	selfReviewPath,
	withdrawalPath,
	writingPath,
} from '../paths.ts';
import { findReview } from '../review.store.ts';
import { PaperState } from '../state-words.tsx';
import { submitCommitment } from '../submit-commitment.ts';
import { withdrawCommitment } from '../withdraw-commitment.ts';
import { writeCommitment } from '../write-commitment.ts';
import { KeptReviewFacts } from './kept-review.tsx';
import { PaperText } from './paper-text.tsx';

/** One commitment: its state, what may be done, and for those who may read it, what it says; and the form to write it. */
export function writing(desk: Desk): void {
	desk.get(paperPath(anId()), async (call, request) =>
		onePaper(call, found(await findCommitment(call, request.param('id')))),
	);

	desk.form(writingPath(anId()), {
		schema: writingForm,
		show: async (call, request, state) => form(call, found(await findCommitment(call, request.param('id'))), state),
		async accept(call, request, { sign, text }) {
			const id = request.param('id');
			if (!sign) {
				await writeCommitment(call, id, text);
				return seeOther(writingPath(id), 'commitments_notice_saved');
			}
			await submitCommitment(call, id, text);
			return seeOther(paperPath(id), 'commitments_notice_submitted');
		},
	});

	desk.get(withdrawalPath(anId()), async (call, request) => {
		const paper = found(await findCommitment(call, request.param('id')));
		allow(mayWrite(call.actor, paper));
		return {
			title: m.commitments_withdraw_title(),
			crumbs: crumbsOf(paper),
			body: (
				<Confirmation
					action={withdrawalPath(paper.id)}
					confirm={m.commitments_withdraw_do()}
					back={paperPath(paper.id)}
				>
					<p>{m.commitments_withdraw_what()}</p>
				</Confirmation>
			),
		};
	});
	desk.post(withdrawalPath(anId()), async (call, request) => {
		await withdrawCommitment(call, request.param('id'));
		return seeOther(writingPath(request.param('id')), 'commitments_notice_withdrawn');
	});
}

async function onePaper(call: Call, paper: Paper): Promise<View> {
	const line = await lineOf(call, paper.unitId);
	const isOwn = mayWrite(call.actor, paper);
	const author = await findAuthor(call, paper);
	const text = await findText(call, paper.id);
	const returned = paper.state === 'returned' ? await findReturn(call, paper.id) : undefined;
	const review = await findReview(call, paper.id);
	return {
		title: isOwn ? paper.title : m.commitments_paper_of({ name: author?.fullName ?? '' }),
		lead: isOwn ? undefined : paper.title,
		state: <PaperState paper={paper} />,
		crumbs: crumbsOf(paper),
		action:
			isOwn && !paper.isOver && after(paper.state, 'save') ? (
				<LinkButton href={writingPath(paper.id)}>{m.commitments_write()}</LinkButton>
			) : undefined,
		body: (
			<>
				{returned && (
					<Notice kind="warning" title={m.commitments_returned_title()}>
						{returned.comment}
					</Notice>
				)}
				<Facts
					rows={[
						[m.commitments_member(), [author?.rank, author?.fullName].filter(Boolean).join(' ')],
						[m.commitments_unit(), author?.unitName ?? ''],
						[
							m.commitments_issue_due(),
							<Deadline due={paper.dueOn} today={call.today} doneOn={isSigned(paper) ? paper.signedOn : undefined} />,
						],
						...(paper.exemptReason
							? ([
									[m.commitments_exempt_reason(), paper.exemptReason],
									[m.commitments_exempt_since(), formatDate(paper.exemptedOn)],
								] as [string, string][])
							: []),
						...(paper.submittedAt && paper.state !== 'draft'
							? ([[m.commitments_submittedAt(), formatDateTime(paper.submittedAt)]] as [string, string][])
							: []),
						...(paper.confirmedAt
							? ([[m.commitments_confirmedAt(), formatDateTime(paper.confirmedAt)]] as [string, string][])
							: []),
					]}
				/>
				<Buttons>
					{isOwn && !paper.isOver && after(paper.state, 'withdraw') && (
						<ConfirmLink>
							<LinkButton href={withdrawalPath(paper.id)} weight="quiet">
								{m.commitments_withdraw()}
							</LinkButton>
						</ConfirmLink>
					)}
					{text && paper.state !== 'draft' && !paper.onPaper && (
						<LinkButton href={printPath(paper.id)} weight="quiet">
							{m.commitments_print()}
						</LinkButton>
					)}
					{isOwn && mayBeFiled(paper, call.today) && (
						<LinkButton href={selfReviewPath(paper.id)} weight="plain">
							{m.commitments_selfReview()}
						</LinkButton>
					)}
					{mayAnswer(call.actor, paper) && after(paper.state, 'review') && (
						<LinkButton href={findingPath(paper.id)}>{m.commitments_review_open()}</LinkButton>
					)}
					{mayAnswer(call.actor, paper) && after(paper.state, 'confirm') && (
						<LinkButton href={confirmationPath(paper.id)}>{m.commitments_answer()}</LinkButton>
					)}
					{!isOwn && !paper.isOver && mayEnter(call.actor, line) && after(paper.state, 'submit') && (
						<LinkButton href={entryPath(paper.id)} weight="plain">
							{m.commitments_enter()}
						</LinkButton>
					)}
					{mayExempt(call.actor, paper, line) && after(paper.state, 'exempt') && (
						<LinkButton href={exemptionPath(paper.id)} weight="quiet">
							{m.commitments_exempt_do()}
						</LinkButton>
					)}
					{mayExempt(call.actor, paper, line) && after(paper.state, 'recall') && (
						<LinkButton href={recallPath(paper.id)} weight="quiet">
							{m.commitments_recall_do()}
						</LinkButton>
					)}
				</Buttons>
				{paper.onPaper && (
					<Notice kind="info" title={m.commitments_onPaper()}>
						{text?.scanFileId ? <a href={scanPath(paper.id)}>{m.commitments_scan()}</a> : m.commitments_onPaper_what()}
					</Notice>
				)}
				{text && !paper.onPaper && (
					<Part title={m.commitments_text()}>
						<PaperText text={text.content} areas={paper.areas} />
					</Part>
				)}
				{review && <KeptReviewFacts review={review} />}
				{!text && !isOwn && mayFollow(call.actor, line) && <Hint>{m.commitments_text_closed()}</Hint>}
			</>
		),
	};
}

async function form(call: Call, paper: Paper, { values, errors, problem }: FormState): Promise<View> {
	allow(mayWrite(call.actor, paper));
	const stored = (await findText(call, paper.id))?.content;
	const returned = paper.state === 'returned' ? await findReturn(call, paper.id) : undefined;
	const field = typed(Object.keys(values).length > 0 ? values : stored ? fieldsOf(stored) : {}, errors);
	const written = Array.from({ length: workRows }, (_, row) => row).filter(
		(row) => field(`work${row}`).value || field(`by${row}`).value,
	);
	const rows = Math.min(workRows, Math.max(3, (written.at(-1) ?? -1) + 2));
	return {
		title: paper.title,
		lead: <Deadline due={paper.dueOn} today={call.today} />,
		state: <PaperState paper={paper} />,
		crumbs: crumbsOf(paper),
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				{returned && (
					<Notice kind="warning" title={m.commitments_returned_title()}>
						{returned.comment}
					</Notice>
				)}
				{paper.introduction && <p>{paper.introduction}</p>}
				<ActionForm action={writingPath(paper.id)}>
					<TextArea
						{...field('understanding')}
						label={m.commitments_understanding()}
						hint={m.commitments_understanding_hint()}
						optional
						rows={4}
					/>
					{paper.areas.map((area, position) => (
						<TextArea {...field(`area${position}`)} label={area.title} hint={area.hint || undefined} rows={4} />
					))}
					<Fieldset title={m.commitments_works()} hint={m.commitments_works_hint()}>
						{Array.from({ length: rows }, (_, row) => (
							<div class="grid items-end gap-2 md:grid-cols-[1fr_auto]">
								<TextField
									{...field(`work${row}`)}
									label={m.commitments_work({ number: row + 1 })}
									maxlength={500}
									optional={row > 0}
								/>
								<DateField {...field(`by${row}`)} label={m.commitments_work_due()} optional={row > 0} />
							</div>
						))}
					</Fieldset>
					<Hint>{m.commitments_sign_worth()}</Hint>
					<Buttons>
						<Button name="do" value="sign">
							{m.commitments_sign_do()}
						</Button>
						<Button name="do" value="save" weight="plain" unchecked>
							{m.commitments_save_do()}
						</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}

/** A stored text as the fields of its form. */
const fieldsOf = (text: CommitmentText): Record<string, string> =>
	Object.fromEntries([
		['understanding', text.understanding],
		...text.areas.map((area, position) => [`area${position}`, area]),
		...text.works.flatMap((work, row) => [
			[`work${row}`, work.what],
			[`by${row}`, work.by],
		]),
	]);

export const crumbsOf = (paper: Pick<Paper, 'id' | 'title'>) => [
	{ href: commitmentsPath, label: m.commitments_title() },
	{ href: paperPath(paper.id), label: paper.title },
];
