import { Part, Timeline } from '#ui';
import { m } from '#words';
import type { Message, MessageKind } from '../handling/message.store.ts';
import { Written } from './answer-parts.tsx';
import { whenOf } from './case-clock.tsx';

/** What was written both ways, the newest first. */
export const Dialogue = ({
	messages,
	sealed,
	names,
}: {
	messages: readonly Message[];
	sealed: boolean;
	names: ReadonlyMap<string, string>;
}) =>
	messages.length === 0 ? null : (
		<Part title={m.feedback_desk_dialogue()}>
			<Timeline
				entries={messages.toReversed().map(({ at, kind, text, fromSender, writtenBy }) => ({
					at: whenOf(sealed, at),
					title: messageWord(kind),
					detail: text === undefined ? unread(kind) : <Written text={text} />,
					who: fromSender ? m.feedback_desk_sender() : ((writtenBy && names.get(writtenBy)) ?? ''),
				}))}
			/>
		</Part>
	);

/** Why the desk does not read it. */
const unread = (kind: MessageKind): string =>
	kind === 'receipt' ? m.feedback_desk_message_receipt_unread() : m.feedback_desk_sealed();

const messageWord = (kind: MessageKind): string =>
	({
		addition: m.feedback_desk_message_addition,
		question: m.feedback_desk_message_question,
		reply: m.feedback_desk_message_reply,
		objection: m.feedback_desk_message_objection,
		reason: m.feedback_desk_message_reason,
		progress: m.feedback_desk_message_progress,
		guidance: m.feedback_desk_message_guidance,
		receipt: m.feedback_desk_message_receipt,
		pressure: m.feedback_desk_message_pressure,
	})[kind]();
