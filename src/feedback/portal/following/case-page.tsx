import { formatDate, m } from '#words';
import { Notice, Part, Timeline, type FormErrors } from '#ui';
import type { Call, PublicView } from '#platform';
import { listAnswers } from '../../answering/answer.store.ts';
import { clockOf } from '../../clock/clock.store.ts';
import { listSteps } from '../../feedback.store.ts';
import { listDataRequests } from '../../data-request/data-request.store.ts';
import { isOver, isPaused, type Feedback } from '../../feedback.ts';
import { listMessages } from '../../handling/message.store.ts';
import { findRating, findReceiptRow, listHandled, listOpenings, listOrdered } from '../../sender/sender.store.ts';
import type { Ticket } from '../../sender/ticket.ts';
import { listTexts } from '../../texts.store.ts';
import { Leaving } from '../leaving.tsx';
import { Answers } from './answers.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseForms } from './case-forms.tsx';
import { DataRequests } from './data-requests.tsx';
import { Messages } from './messages.tsx';
import { Ordered } from './ordered.tsx';
import { stepEntry } from './step-words.ts';
import { whatNow } from './what-now.ts';

/** What the page was shown again with: what was just done, or what is wrong beside what was typed. */
export type Shown = { done?: string; errors?: FormErrors; values?: Record<string, string> };

/** The case as its sender sees it: where it stands in plain words, who has it, by when, what was said, and what can be done now. */
export async function casePage(call: Call, feedback: Feedback, ticket: Ticket, shown: Shown = {}): Promise<PublicView> {
	const steps = await listSteps(call, feedback.id);
	const handled = await listHandled(call);
	const messages = await listMessages(call, feedback.id);
	const answers = await listAnswers(call, feedback.id);
	const ordered = await listOrdered(call, feedback.id);
	const openings = await listOpenings(call);
	const requests = await listDataRequests(call, feedback.id);
	const rating = await findRating(call, feedback.id);
	const receipt = await findReceiptRow(call, feedback.id);
	const clock = await clockOf(call, feedback);
	const matter = (await listTexts(call, feedback.id, ['matter']))[0]?.text;
	return {
		title: m.feedback_file_window(),
		heading: false,
		alone: true,
		tags: [],
		body: (
			<>
				<p class="kicker">{m.feedback_follow_reference({ reference: feedback.reference })}</p>
				<h1>{whatNow(feedback)}</h1>
				{shown.done && <Notice kind="done" title={m.feedback_follow_done()} />}
				{isPaused(feedback.state) && <Notice kind="info" title={m.feedback_follow_paused()} />}
				{!isOver(feedback.state) && call.today > feedback.dueOn && feedback.answeredOn === null && (
					<Notice kind="warning" title={m.feedback_follow_late({ date: formatDate(feedback.dueOn) })} />
				)}
				<CaseFacts feedback={feedback} handled={handled[0]} basis={clock.profile.basis} />
				<Answers answers={answers} />
				<Ordered ordered={ordered} />
				<DataRequests requests={requests} />
				<CaseForms
					call={call}
					feedback={feedback}
					question={messages.findLast(({ kind }) => kind === 'question')?.text}
					ticket={ticket}
					shown={shown}
					rated={rating !== undefined}
					renewed={receipt?.renewed ?? true}
				/>
				<Messages matter={matter} sealed={feedback.sealed} messages={messages} />
				{openings.length > 0 && (
					<Part title={m.feedback_follow_openings()}>
						<p>{m.feedback_follow_openings_detail()}</p>
						<Timeline entries={openings.map(({ at, who, reason }) => ({ at, title: who, detail: reason }))} />
					</Part>
				)}
				<Part title={m.feedback_follow_history()}>
					<Timeline entries={steps.map((step) => stepEntry(step, handled)).toReversed()} />
				</Part>
				<Leaving />
			</>
		),
	};
}
