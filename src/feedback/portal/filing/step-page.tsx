import { currentLocale, inLocale, m } from '#words';
import { localPath, Unavailable, type Call, type Problem, type PublicView } from '#platform';
import { Button, Buttons, ErrorSummary, Notice, PlainPage, typed, written, type FormErrors } from '#ui';
import { Leaving } from '../leaving.tsx';
import { filePath, followPath, here } from '../paths.ts';
import { sign } from '../signed.ts';
import { stepsOf, type Draft } from './draft.ts';
import type { Step, Values } from './step.ts';

/** One page of the form. What was said before travels in it; the title of the window says nothing about it. */
export async function stepPage(
	call: Call,
	draft: Draft,
	step: Step,
	errors: FormErrors,
	values: Values,
): Promise<PublicView> {
	const field = typed(values, errors);
	const fields = await step.fields({ call, draft, values, errors, field });
	const go = (step.go ?? m.feedback_file_next)();
	const asked = stepsOf(draft);
	const path = here(filePath);
	return {
		title: m.feedback_file_window(),
		heading: false,
		alone: true,
		...(Object.keys(errors).length > 0 && { status: 422 }),
		tags: [],
		body: (
			<>
				{draft.subject !== undefined && step.name !== 'subject' && (
					<p class="kicker">{m.feedback_file_place_of({ at: asked.indexOf(step.name) + 1, of: asked.length })}</p>
				)}
				<h1>{step.title(draft)}</h1>
				{step.name === 'subject' && go !== false && <Opening />}
				<ErrorSummary errors={errors} />
				<form
					class="form"
					method="post"
					action={path}
					enctype={step.name === 'files' ? 'multipart/form-data' : undefined}
					novalidate
				>
					<input type="hidden" name="_steps" value={sign(call.house.secrets, 'filing', draft, call.now)} />
					<input type="hidden" name="_step" value={step.name} />
					{fields}
					<Buttons>
						{go !== false && (
							<Button name="_go" value={step.name === 'check' ? 'send' : 'next'}>
								{go}
							</Button>
						)}
						{(step.name !== 'subject' || go === false) && (
							<Button weight="plain" name="_go" value="back" unchecked>
								{m.feedback_file_back()}
							</Button>
						)}
						<OtherLanguage />
					</Buttons>
				</form>
				<Leaving />
			</>
		),
	};
}

/** What the reader should know before the first answer. */
const Opening = () => (
	<>
		<p class="lead">{m.feedback_file_lead()}</p>
		<p>
			{m.feedback_file_follow()} <a href={here(followPath)}>{m.feedback_follow_title()}</a>
		</p>
	</>
);

/** The same page in the other language, with everything that was typed. */
const OtherLanguage = () => {
	const other = currentLocale() === 'vi' ? 'en' : 'vi';
	return (
		<button
			class="btn btn-ghost"
			type="submit"
			name="_go"
			value="stay"
			formaction={localPath(filePath, other)}
			formnovalidate
			lang={other}
		>
			{inLocale(other, () => m.feedback_file_language())}
		</button>
	);
};

/** It was not taken; all of it is in this page. Asks nothing of the database, which may be what is missing. */
export async function sendAgainPage(
	path: string,
	kept: { steps: string; proof: FormDataEntryValue | null },
	problem: Problem | undefined,
): Promise<Response> {
	const page = await written(
		<PlainPage title={m.feedback_file_window()}>
			<Notice kind="problem" title={m.feedback_file_notSent()}>
				<p>{problem ? problem.words() : m.feedback_file_notSent_detail()}</p>
			</Notice>
			<p>{m.feedback_file_notSent_kept()}</p>
			<form class="form" method="post" action={path}>
				<input type="hidden" name="_steps" value={kept.steps} />
				<input type="hidden" name="_proof" value={typeof kept.proof === 'string' ? kept.proof : ''} />
				<input type="hidden" name="_step" value="check" />
				<Buttons>
					<Button name="_go" value="send">
						{m.feedback_file_sendAgain()}
					</Button>
					<Button weight="plain" name="_go" value="to:check">
						{m.feedback_file_check()}
					</Button>
				</Buttons>
			</form>
		</PlainPage>,
	);
	const waits = problem === undefined || problem instanceof Unavailable;
	return new Response(page, {
		status: problem?.status ?? 503,
		headers: {
			'Content-Type': 'text/html; charset=utf-8',
			'Cache-Control': 'no-store',
			...(waits && { 'Retry-After': '30' }),
		},
	});
}
