import { formatDate, m } from '#words';
import { Button, Buttons, Radios, unchanging } from '#ui';
import type { Child } from 'hono/jsx';
import type { Call } from '#platform';
import { dataRequestKinds } from '../../data-request/data-request.ts';
import { dataRequestWord } from '../../data-request/words.ts';
import { aspects, isOver, mayBecome, mayBeReviewed, type Feedback } from '../../feedback.ts';
import { mayRenew, settledFrom } from '../../sender/renew-receipt.ts';
import { takeBackBy } from '../../sender/withdraw-case.ts';
import { aspectWord } from '../../words.ts';
import { here, followPath } from '../paths.ts';
import { scale } from '../scores.ts';
import type { Action } from './actions.ts';
import type { Shown } from './case-page.tsx';

type Props = {
	call: Call;
	feedback: Feedback;
	/** What the body asked last. */
	question: string | undefined;
	ticket: string;
	shown: Shown;
	rated: boolean;
	renewed: boolean;
	replacedOn: string | null;
};

/** What the sender can do now. What waits for them stands open; the rest is one press away, without a script. */
export const CaseForms = ({ call, feedback, question, ticket, shown, rated, renewed, replacedOn }: Props) => {
	const { state } = feedback;
	const may = (to: Feedback['state']) => mayBecome(state, to, true);
	const form = { ticket, shown };
	const own = !mayRenew(feedback, renewed);
	const from = settledFrom(feedback, replacedOn);
	const settled = from === null || call.today >= from;
	return (
		<section class="doings" aria-label={m.feedback_follow_doings()}>
			{!own && (
				<Form {...form} action="renew" title={m.feedback_follow_renew()} open>
					<p>{m.feedback_follow_renew_detail()}</p>
				</Form>
			)}
			{state === 'awaitingSender' && own && (
				<Form {...form} action="reply" title={m.feedback_follow_reply()} open>
					{question && (
						<blockquote class="letter written">
							<bdi>{question}</bdi>
						</blockquote>
					)}
					<Words label={m.feedback_follow_reply_words()} shown={shown} action="reply" />
				</Form>
			)}
			{!settled && <p class="hint">{m.feedback_follow_conflict_settledFrom({ date: formatDate(from) })}</p>}
			{may('satisfied') && own && settled && (
				<Form {...form} action="satisfied" title={m.feedback_follow_satisfied()} open>
					<p>{m.feedback_follow_satisfied_detail()}</p>
				</Form>
			)}
			{mayBeReviewed(feedback) && own && (
				<Form {...form} action="object" title={m.feedback_follow_object()}>
					<p>{feedback.withOversight ? m.feedback_follow_object_detail_last() : m.feedback_follow_object_detail()}</p>
					<Words label={m.feedback_follow_object_words()} shown={shown} action="object" />
				</Form>
			)}
			{state === 'withdrawn' &&
				own &&
				feedback.withdrawnOn !== null &&
				call.today <= takeBackBy(feedback.withdrawnOn) && (
					<Form {...form} action="takeBack" title={m.feedback_follow_takeBack()} open>
						<p>{m.feedback_follow_takeBack_detail()}</p>
					</Form>
				)}
			{state === 'merged' && own && (
				<Form {...form} action="notTheSame" title={m.feedback_follow_notTheSame()}>
					<p>{m.feedback_follow_notTheSame_detail()}</p>
				</Form>
			)}
			<Form {...form} action="add" title={m.feedback_follow_add()} besides={<WithFiles />}>
				<Words label={m.feedback_follow_add_words()} shown={shown} action="add" />
			</Form>
			{!rated && own && (
				<Form {...form} action="rate" title={m.feedback_follow_rate()}>
					<Scores />
					<Words label={m.feedback_follow_rate_words()} shown={shown} action="rate" optional />
					{state === 'closed' && !feedback.reopened && <p class="hint">{m.feedback_follow_rate_reopens()}</p>}
				</Form>
			)}
			<Form {...form} action="pressed" title={m.feedback_follow_pressed()}>
				<p>{m.feedback_follow_pressed_detail()}</p>
				<Words label={m.feedback_follow_pressed_words()} shown={shown} action="pressed" />
			</Form>
			{own && (
				<Form {...form} action="data" title={m.feedback_data_ask()}>
					<p>{m.feedback_data_ask_detail()}</p>
					<DataRequestKinds />
					<Words label={m.feedback_data_ask_words()} shown={shown} action="data" />
				</Form>
			)}
			{!isOver(state) && may('withdrawn') && feedback.enteredBy === null && (
				<Form {...form} action="withdraw" title={m.feedback_follow_withdraw()}>
					<p>{m.feedback_follow_withdraw_detail()}</p>
				</Form>
			)}
		</section>
	);
};

/** Another page, where the browser proves work for them. */
const WithFiles = unchanging(() => (
	<Button weight="plain" name="_with" value="files">
		{m.feedback_follow_files()}
	</Button>
));

const Scores = unchanging(() => (
	<>
		<Radios name="overall" label={m.feedback_follow_rate_overall()} choices={scale()} />
		{aspects.map((aspect) => (
			<Radios
				name={aspect}
				label={aspectWord(aspect)}
				optional
				choices={[...scale(), { value: '', label: m.feedback_file_rating_cannotSay() }]}
			/>
		))}
	</>
));

const DataRequestKinds = unchanging(() => (
	<Radios
		name="kind"
		label={m.feedback_data_kind()}
		choices={dataRequestKinds.map((kind) => ({ value: kind, label: dataRequestWord(kind) }))}
	/>
));

const Form = (props: {
	ticket: string;
	action: Action;
	title: string;
	shown: Shown;
	open?: boolean;
	besides?: Child;
	children: Child;
}) => {
	const error = props.shown.errors?.[props.action];
	return (
		<details class="doing" open={props.open || error !== undefined}>
			<summary>{props.title}</summary>
			<form class="form" method="post" action={here(followPath)} novalidate>
				<input type="hidden" name="_ticket" value={props.ticket} />
				<input type="hidden" name="_do" value={props.action} />
				<input type="hidden" name="_key" value={crypto.randomUUID()} />
				{error && (
					<p class="field-error" role="alert">
						{error}
					</p>
				)}
				{props.children}
				<Buttons>
					<Button weight={props.open ? 'main' : 'plain'}>{props.title}</Button>
					{props.besides}
				</Buttons>
			</form>
		</details>
	);
};

/** Words, typed again where they could not be taken. Each form has its own field, so that a label leads to one. */
const Words = (props: { label: string; shown: Shown; action: Action; optional?: boolean }) => (
	<div class="field">
		<label class="field-label" for={`words-${props.action}`}>
			{props.label}
		</label>
		<textarea class="textarea" rows={5} id={`words-${props.action}`} name="words">
			{props.shown.errors?.[props.action] ? (props.shown.values?.['words'] ?? '') : ''}
		</textarea>
	</div>
);
