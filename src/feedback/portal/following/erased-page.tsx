import { formatDate, m } from '#words';
import { Facts } from '#ui';
import type { PublicView } from '#platform';
import type { Feedback } from '../../feedback.ts';
import { retentionDays } from '../../retention.ts';
import type { SendersView } from '../../sender/senders-view.store.ts';
import { kindWord } from '../../words.ts';
import { Leaving } from '../leaving.tsx';
import { outcomeWords } from './answers.tsx';
import { whatNow } from './what-now.ts';

/** What is left of a case for its sender: that its content was erased, when and why, and how it ended. Nothing can be done any more. */
export function erasedPage(feedback: Feedback, { answers, steps }: SendersView): PublicView {
	const last = answers.findLast(({ state }) => state === 'approved');
	const years = Math.round(retentionDays(feedback.kind) / 365);
	return {
		title: m.feedback_file_window(),
		heading: false,
		alone: true,
		tags: [],
		body: (
			<>
				<p class="kicker">{m.feedback_follow_reference({ reference: feedback.reference })}</p>
				<h1>{m.feedback_follow_now_erased({ date: formatDate(feedback.erasedOn) })}</h1>
				<p>
					{feedback.eraseWhy === 'request'
						? m.feedback_follow_erased_request()
						: m.feedback_follow_erased_rule({ years })}
				</p>
				<Facts
					rows={[
						[m.feedback_follow_kind(), kindWord(feedback.kind)],
						[m.feedback_follow_answer_outcome(), last ? outcomeWords[last.outcome]() : whatNow(feedback, steps)],
						[m.feedback_follow_answer_on(), formatDate(feedback.answeredOn)],
						[m.feedback_follow_erased_closed(), formatDate(feedback.closedOn)],
					]}
				/>
				<Leaving />
			</>
		),
	};
}
