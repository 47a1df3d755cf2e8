import { z } from 'zod';
import { Select, TextArea } from '#ui';
import { m } from '#words';
import { acceptFeedback } from '../../routing/accept-feedback.ts';
import { askSender } from '../../handling/ask-sender.ts';
import { assignFeedback, mayBeAssigned } from '../../routing/assign-feedback.ts';
import { extendFeedback } from '../../handling/extend-feedback.ts';
import { isAnswered, isOver, isPaused } from '../../feedback.ts';
import { mayExtend } from '../../feedback.policy.ts';
import { listEligibleHandlers } from '../../routing/handler.store.ts';
import { noteProgress } from '../../handling/note-progress.ts';
import { daysLeftToWait } from '../../handling/pause.ts';
import { resumeFeedback } from '../../handling/resume-feedback.ts';
import { startFeedback } from '../../handling/start-feedback.ts';
import { suspendFeedback } from '../../handling/suspend-feedback.ts';
import { anAction } from '../case-action.tsx';
import { handles, runs } from '../case-view.ts';
import { id, written } from '../desk.form.ts';
import { ReasonTold } from './reason-told.tsx';

export const assigning = anAction({
	path: 'giao',
	offered: (view) => runs(view) && mayBeAssigned(view.feedback),
	isNext: ({ feedback }) => feedback.handlerId === null || feedback.state === 'screened',
	title: m.feedback_desk_assign,
	about: m.feedback_desk_assign_about,
	schema: z.object({ handler: id }),
	fields: async ({ call, view, field }) => (
		<Select
			{...field('handler')}
			label={m.feedback_desk_handler()}
			hint={m.feedback_desk_handler_hint()}
			choices={(await listEligibleHandlers(call, view.feedback.id)).map(({ accountId, displayName }) => ({
				value: accountId,
				label: displayName,
			}))}
		/>
	),
	act: (call, id, { handler }) => assignFeedback(call, id, handler),
	notice: 'feedback_desk_notice_assigned',
});

export const accepting = anAction({
	path: 'nhan',
	offered: (view) => handles(view) && view.feedback.state === 'assigned',
	title: m.feedback_desk_accept,
	about: m.feedback_desk_accept_about,
	act: acceptFeedback,
	notice: 'feedback_desk_notice_accepted',
});

export const starting = anAction({
	path: 'bat-dau',
	offered: (view) => handles(view) && view.feedback.state === 'accepted',
	title: m.feedback_desk_start,
	about: m.feedback_desk_start_about,
	act: startFeedback,
	notice: 'feedback_desk_notice_started',
});

export const asking = anAction({
	path: 'hoi',
	offered: (view) =>
		handles(view) && ['inProgress', 'underReview'].includes(view.feedback.state) && daysLeftToWait(view.feedback) > 0,
	title: m.feedback_desk_ask,
	about: m.feedback_desk_ask_about,
	schema: z.object({ question: written(2_000) }),
	fields: ({ field }) => <TextArea {...field('question')} label={m.feedback_desk_question()} maxlength={2_000} />,
	act: (call, id, { question }) => askSender(call, id, question),
	notice: 'feedback_desk_notice_asked',
});

export const suspending = anAction({
	path: 'tam-dinh-chi',
	offered: ({ actor, feedback, seat, suspendable }) =>
		mayExtend(actor, feedback, seat) && suspendable && feedback.state === 'inProgress',
	title: m.feedback_desk_suspend,
	about: m.feedback_desk_suspend_about,
	schema: z.object({ ground: written(2_000) }),
	fields: ({ field }) => (
		<TextArea
			{...field('ground')}
			label={m.feedback_desk_ground()}
			hint={m.feedback_desk_ground_hint()}
			maxlength={2_000}
		/>
	),
	act: (call, id, { ground }) => suspendFeedback(call, id, ground),
	notice: 'feedback_desk_notice_suspended',
});

export const resuming = anAction({
	path: 'tiep-tuc',
	offered: (view) => handles(view) && isPaused(view.feedback.state),
	title: m.feedback_desk_resume,
	about: m.feedback_desk_resume_about,
	act: resumeFeedback,
	notice: 'feedback_desk_notice_resumed',
});

export const extending = anAction({
	path: 'gia-han',
	offered: ({ actor, feedback, seat, today }) =>
		mayExtend(actor, feedback, seat) &&
		today <= feedback.dueOn &&
		!isAnswered(feedback.state) &&
		!isOver(feedback.state),
	title: m.feedback_desk_extend,
	about: m.feedback_desk_extend_about,
	schema: z.object({ reason: written(2_000) }),
	fields: ({ field }) => <ReasonTold field={field} />,
	act: (call, id, { reason }) => extendFeedback(call, id, reason),
	notice: 'feedback_desk_notice_extended',
});

export const notingProgress = anAction({
	path: 'tien-do',
	offered: (view) => handles(view) && !isAnswered(view.feedback.state) && !isOver(view.feedback.state),
	title: m.feedback_desk_note,
	about: m.feedback_desk_note_about,
	schema: z.object({ note: written(2_000) }),
	fields: ({ field }) => <TextArea {...field('note')} label={m.feedback_desk_note_label()} maxlength={2_000} />,
	act: (call, id, { note }) => noteProgress(call, id, note),
	notice: 'feedback_desk_notice_noted',
});
