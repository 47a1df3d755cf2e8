import { allow, anId, Conflict, found, seeOther, type Call, type Desk, type FormState, type View } from '#platform';
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
	Radios,
	TextArea,
	typed,
} from '#ui';
import { formatNumber, m } from '#words';
import { after, mayBeFiled } from '../commitment.ts';
import { findingForm, selfReviewForm } from '../commitment.form.ts';
import { mayAnswer, mayWrite } from '../commitment.policy.ts';
import { findAuthor, findCommitment, findText, type Paper } from '../commitment.store.ts';
import { fileCommitment } from '../file-commitment.ts';
import { commitmentsPath, filedPath, findingPath, paperPath, scanPath, selfReviewPath } from '../paths.ts';
import { findWaiting } from '../progress.store.ts';
import { reviewCommitment } from '../review-commitment.ts';
import { findReview } from '../review.store.ts';
import { PaperState } from '../state-words.tsx';
import { keptChoices, KeptReviewFacts } from './kept-review.tsx';
import { PaperText } from './paper-text.tsx';
import { crumbsOf } from './writing.tsx';

/** The year is over: the author says how the commitment was kept, and the commander finds; one paper a page, the next one comes. */
export function reviewing(desk: Desk): void {
	desk.form(selfReviewPath(anId()), {
		schema: selfReviewForm,
		show: async (call, request, state) => ownPage(call, found(await findCommitment(call, request.param('id'))), state),
		async accept(call, request, own) {
			await fileCommitment(call, request.param('id'), own);
			return seeOther(paperPath(request.param('id')), 'commitments_notice_filed');
		},
	});

	desk.get(filedPath, async (call) => {
		const { id, count } = await findWaiting(call, 0, 'filed');
		const paper = id === undefined ? undefined : await findCommitment(call, id);
		return paper ? findingPage(call, paper, { values: {}, errors: {} }, count) : nothingWaits();
	});
	desk.form(findingPath(anId()), {
		schema: findingForm,
		show: async (call, request, state) =>
			findingPage(call, found(await findCommitment(call, request.param('id'))), state),
		async accept(call, request, finding) {
			await reviewCommitment(call, request.param('id'), finding);
			return seeOther(filedPath, 'commitments_notice_reviewed');
		},
	});
}

async function ownPage(call: Call, paper: Paper, { values, errors, problem }: FormState): Promise<View> {
	allow(mayWrite(call.actor, paper));
	if (after(paper.state, 'file') === undefined) throw new Conflict(() => m.commitments_conflict_notConfirmed());
	if (!mayBeFiled(paper, call.today))
		throw new Conflict(() => m.commitments_conflict_notYet({ year: String(paper.year) }));
	const field = typed(values, errors);
	return {
		title: m.commitments_selfReview_title(),
		lead: paper.title,
		crumbs: crumbsOf(paper),
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<Said call={call} paper={paper} />
				<ActionForm action={selfReviewPath(paper.id)}>
					<Radios {...field('result')} label={m.commitments_own_result()} choices={keptChoices()} />
					<TextArea
						{...field('text')}
						label={m.commitments_own_text()}
						hint={m.commitments_own_text_hint()}
						maxlength={5_000}
						rows={6}
					/>
					<Hint>{m.commitments_selfReview_what()}</Hint>
					<Buttons>
						<Button>{m.commitments_selfReview_do()}</Button>
						<LinkButton href={paperPath(paper.id)} weight="quiet">
							{m.ui_cancel()}
						</LinkButton>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}

async function findingPage(
	call: Call,
	paper: Paper,
	{ values, errors, problem }: FormState,
	waiting?: number,
): Promise<View> {
	allow(mayAnswer(call.actor, paper));
	const review = await findReview(call, paper.id);
	if (after(paper.state, 'review') === undefined || !review)
		throw new Conflict(() => m.commitments_conflict_notFiled());
	const author = await findAuthor(call, paper);
	const field = typed(values, errors);
	return {
		title: m.commitments_review_title({ name: author?.fullName ?? '' }),
		lead: waiting === undefined ? paper.title : m.commitments_review_waiting({ count: formatNumber(waiting) }),
		state: <PaperState paper={paper} />,
		crumbs: crumbsOf(paper),
		body: (
			<>
				<ErrorSummary errors={errors} />
				{problem && <Notice kind="problem" title={problem} />}
				<Said call={call} paper={paper} />
				<KeptReviewFacts review={review} />
				<ActionForm action={findingPath(paper.id)}>
					<Radios {...field('result')} label={m.commitments_result()} choices={keptChoices()} />
					<TextArea
						{...field('comment')}
						label={m.commitments_finding()}
						hint={m.commitments_finding_hint()}
						maxlength={2_000}
						rows={4}
					/>
					<Buttons>
						<Button>{m.commitments_review_do()}</Button>
					</Buttons>
				</ActionForm>
			</>
		),
	};
}

/** What was promised, to be read beside how it was kept. */
const Said = async ({ call, paper }: { call: Call; paper: Paper }) => {
	const text = await findText(call, paper.id);
	if (!text) return null;
	return (
		<Part title={m.commitments_text()}>
			{paper.onPaper ? (
				<p>
					{m.commitments_onPaper()}: <a href={scanPath(paper.id)}>{m.commitments_scan()}</a>
				</p>
			) : (
				<PaperText text={text.content} areas={paper.areas} />
			)}
		</Part>
	);
};

const nothingWaits = (): View => ({
	title: m.commitments_filed_title(),
	crumbs: [{ href: commitmentsPath, label: m.commitments_title() }],
	body: <EmptyState title={m.commitments_filed_none()}>{m.commitments_filed_none_what()}</EmptyState>,
});
