import { formatDate, m } from '#words';
import { Notice, Part, Timeline, type FormErrors } from '#ui';
import type { Call, PublicView } from '#platform';
import { isAwaited, isPaused, type Feedback } from '../../feedback.ts';
import { basisOf } from '../../clock/calendar-ends.ts';
import { findSendersView, type SendersView } from '../../sender/senders-view.store.ts';
import type { Ticket } from '../../sender/ticket.ts';
import { Leaving } from '../leaving.tsx';
import { Answers } from './answers.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseForms } from './case-forms.tsx';
import { DataRequests } from './data-requests.tsx';
import { erasedPage } from './erased-page.tsx';
import { Messages } from './messages.tsx';
import { Ordered } from './ordered.tsx';
import { stepEntry } from './step-words.ts';
import { whatNow } from './what-now.ts';

/** What the page was shown again with: what was just done, or what is wrong beside what was typed. */
export type Shown = { done?: string; errors?: FormErrors; values?: Record<string, string> };

/** The case as its sender sees it: where it stands in plain words, who has it, by when, what was said, and what can be done now. */
export const casePage = async (call: Call, feedback: Feedback, ticket: Ticket, shown?: Shown): Promise<PublicView> =>
	pageOf(call, feedback, await findSendersView(call, feedback), ticket, shown);

export function pageOf(
	call: Call,
	feedback: Feedback,
	view: SendersView,
	ticket: Ticket,
	shown: Shown = {},
): PublicView {
	if (feedback.erasedOn !== null) return erasedPage(feedback, view);
	const { steps, handled, messages, answers, openings } = view;
	return {
		title: m.feedback_file_window(),
		heading: false,
		alone: true,
		tags: [],
		body: (
			<>
				<p class="kicker">{m.feedback_follow_reference({ reference: feedback.reference })}</p>
				<h1>{whatNow(feedback, steps)}</h1>
				{shown.done && <Notice kind="done" title={m.feedback_follow_done()} />}
				{isPaused(feedback.state) && <Notice kind="info" title={m.feedback_follow_paused()} />}
				{isAwaited(feedback.state) && call.today > feedback.dueOn && (
					<Notice kind="warning" title={m.feedback_follow_late({ date: formatDate(feedback.dueOn) })} />
				)}
				<CaseFacts
					feedback={feedback}
					handled={handled[0]}
					basis={basisOf(view.basis, { toYear: view.calendarTo }, feedback.dueOn)}
				/>
				<Answers answers={answers} />
				<Ordered ordered={view.ordered} />
				<DataRequests requests={view.requests} />
				<CaseForms
					call={call}
					feedback={feedback}
					question={messages.findLast(({ kind }) => kind === 'question')?.text}
					ticket={ticket}
					shown={shown}
					rated={view.rated}
					renewed={view.renewed}
					replacedOn={view.replacedOn}
				/>
				<Messages matter={view.matter} sealed={feedback.inCustody} messages={messages} />
				{openings.length > 0 && (
					<Part title={m.feedback_follow_openings()}>
						<p>{m.feedback_follow_openings_detail()}</p>
						<Timeline
							entries={openings.map(({ at, who, reason }) => ({ at, title: who, detail: reason ?? undefined }))}
						/>
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
