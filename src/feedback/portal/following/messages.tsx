import { formatDate, m } from '#words';
import { Part } from '#ui';
import type { Message } from '../../handling/message.store.ts';

const kinds: Record<Message['kind'], () => string> = {
	addition: m.feedback_follow_message_addition,
	question: m.feedback_follow_message_question,
	reply: m.feedback_follow_message_reply,
	objection: m.feedback_follow_message_objection,
	reason: m.feedback_follow_message_reason,
	progress: m.feedback_follow_message_progress,
	guidance: m.feedback_follow_message_guidance,
	receipt: m.feedback_follow_message_receipt,
	pressure: m.feedback_follow_message_pressure,
};

/** What was written both ways. What is sealed cannot be shown again, not even to its author. */
export const Messages = ({
	matter,
	sealed,
	messages,
}: {
	matter: string | undefined;
	sealed: boolean;
	messages: readonly Message[];
}) => (
	<Part title={m.feedback_follow_messages()}>
		<ol class="letters">
			<li class="letter letter-mine">
				<p class="letter-head">{m.feedback_follow_message_matter()}</p>
				<Words words={matter} sealed={sealed} />
			</li>
			{messages.map(({ kind, fromSender, at, text }) => (
				<li class={fromSender ? 'letter letter-mine' : 'letter'}>
					<p class="letter-head">
						{kinds[kind]()} <span class="muted">{formatDate(at)}</span>
					</p>
					<Words words={text} sealed={sealed || kind === 'pressure'} />
				</li>
			))}
		</ol>
	</Part>
);

const Words = ({ words, sealed }: { words: string | undefined; sealed: boolean }) =>
	words === undefined ? (
		<p class="muted">{sealed ? m.feedback_follow_sealed() : m.feedback_follow_erased()}</p>
	) : (
		<p class="written">
			<bdi>{words}</bdi>
		</p>
	);
