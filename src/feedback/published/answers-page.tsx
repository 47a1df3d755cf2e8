import { found, localPath, type Call, type Portal, type PublicView, type Request } from '#platform';
import { Button, EmptyState } from '#ui';
import { currentLocale, formatDate, formatNumber, m } from '#words';
import { kindWord, topicWord } from '../words.ts';
import { findAnswer, listAnswers, pageSize, type PublishedAnswer } from './answers.store.ts';

const path = '/hoi-dap';
const to = (path: string): string => localPath(path, currentLocale());

/** What was asked and answered, for everybody: `/hoi-dap`. */
export const answersPortal = (portal: Portal): void => {
	portal.answer(path, showAnswers);
	portal.page(`${path}/:id`, async (call, request) => answerPage(found(await findAnswer(call, request.param('id')))));
};

async function showAnswers(call: Call, request: Request): Promise<PublicView> {
	const words = request.query('q').trim().slice(0, 200);
	const page = Math.min(500, Math.max(1, Number.parseInt(request.query('trang'), 10) || 1));
	const { answers, total } = await listAnswers(call, { words, page });
	return {
		title: m.feedback_answers_title(),
		lead: m.feedback_answers_lead(),
		tags: [],
		body: (
			<>
				<SearchForm words={words} />
				{answers.length === 0 ? (
					<NothingFound words={words} />
				) : (
					<>
						<p class="muted">{m.feedback_answers_count({ count: formatNumber(total) })}</p>
						{answers.map((answer) => (
							<Answer answer={answer} />
						))}
						<Pages words={words} page={page} last={Math.ceil(total / pageSize)} />
					</>
				)}
			</>
		),
	};
}

const answerPage = (answer: PublishedAnswer): PublicView => ({
	title: titleOf(answer),
	crumbs: [{ href: to(path), label: m.feedback_answers_title() }],
	tags: ['feedback'],
	changedOn: answer.publishedAt,
	body: <Matter answer={answer} alone />,
});

const SearchForm = ({ words }: { words: string }) => (
	<form class="search-form" action={to(path)} role="search">
		<label for="q">{m.feedback_answers_search()}</label>
		<div class="row">
			<input id="q" name="q" type="search" value={words} maxlength={200} />
			<Button>{m.feedback_answers_search_do()}</Button>
		</div>
	</form>
);

const NothingFound = ({ words }: { words: string }) =>
	words ? (
		<EmptyState title={m.feedback_answers_notFound({ words })}>{m.feedback_answers_notFound_what()}</EmptyState>
	) : (
		<EmptyState title={m.feedback_answers_none()}>{m.feedback_answers_lead()}</EmptyState>
	);

const Answer = ({ answer }: { answer: PublishedAnswer }) => (
	<article class="answer">
		<h2>
			<a href={to(`${path}/${answer.listId}`)} lang="vi">
				{titleOf(answer)}
			</a>
		</h2>
		<Matter answer={answer} />
	</article>
);

/** In the list, a question that stands whole in its title is not told again. */
const Matter = ({ answer, alone }: { answer: PublishedAnswer; alone?: boolean }) => (
	<>
		<p class="meta">
			{kindWord(answer.kind)}
			{answer.topic && ` · ${topicWord(answer.topic)}`} ·{' '}
			{m.feedback_answers_meta({ date: formatDate(answer.publishedAt), days: formatNumber(answer.days) })}
			{answer.overall !== null && ` · ${m.feedback_answers_rated({ score: String(answer.overall) })}`}
		</p>
		{(alone || titleOf(answer) !== answer.question) && <Prose text={answer.question} />}
		{alone ? <h2>{m.feedback_answers_answer()}</h2> : <h3>{m.feedback_answers_answer()}</h3>}
		<Prose text={answer.answer} />
	</>
);

/** Written by people of the body in Vietnamese; shown in it. */
const Prose = ({ text }: { text: string }) => (
	<div class="prose" lang="vi">
		{text.split(/\n{2,}/).map((paragraph) => (
			<p>{paragraph}</p>
		))}
	</div>
);

/** The first words of the question. */
function titleOf({ question }: PublishedAnswer): string {
	const line = question.split('\n')[0]!;
	return line.length <= 90 ? line : `${line.slice(0, line.lastIndexOf(' ', 88))}…`;
}

const Pages = ({ words, page, last }: { words: string; page: number; last: number }) => {
	if (last <= 1) return null;
	const href = (of: number) => `${to(path)}?${new URLSearchParams({ ...(words && { q: words }), trang: String(of) })}`;
	return (
		<nav class="pages" aria-label={m.feedback_answers_title()}>
			{page > 1 && (
				<a href={href(page - 1)} rel="prev">
					{m.feedback_answers_newer()}
				</a>
			)}{' '}
			{page < last && (
				<a href={href(page + 1)} rel="next">
					{m.feedback_answers_older()}
				</a>
			)}
		</nav>
	);
};
