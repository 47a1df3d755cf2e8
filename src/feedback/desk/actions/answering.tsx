import { z } from 'zod';
import { DateField, Radios, Select, TextArea } from '#ui';
import { m } from '#words';
import { isOpen } from '../../answering/answer.ts';
import { approveAnswer, markOfAnswer } from '../../answering/approve-answer.ts';
import { closeFeedback, mayBeClosed } from '../../answering/close-feedback.ts';
import { draftAnswer, mayBeAnswered } from '../../answering/draft-answer.ts';
import { mayApprove } from '../../feedback.policy.ts';
import { sendBackAnswer } from '../../answering/send-back-answer.ts';
import { AnswerParts } from '../answer-parts.tsx';
import { anAction } from '../case-action.tsx';
import { handles, runs, type CaseView } from '../case-view.ts';
import { outcomeChoices } from '../choices.ts';
import { maybeDay, outcome, unitId, written } from '../desk.form.ts';
import { UnitField } from '../unit-field.tsx';

const isProposed = ({ actor, feedback, seat, answer }: CaseView): boolean =>
	answer?.state === 'proposed' && mayBeAnswered(feedback) && mayApprove(actor, feedback, answer.draftedBy, seat);

export const drafting = anAction({
	path: 'du-thao',
	offered: (view) => handles(view) && mayBeAnswered(view.feedback) && (!view.answer || isOpen(view.answer)),
	title: m.feedback_desk_draft,
	about: m.feedback_desk_draft_about,
	schema: z.object({
		outcome,
		found: written(10_000),
		done: written(10_000),
		doneOn: maybeDay,
		unit: unitId.optional().or(z.literal('').transform(() => undefined)),
		legalBasis: written(4_000),
		evidence: written(4_000),
		do: z.enum(['save', 'propose'], { error: () => m.feedback_desk_error_choose() }),
	}),
	stored: (_call, { feedback, answer }) =>
		answer
			? {
					...answer.text,
					outcome: answer.outcome,
					doneOn: answer.doneOn ?? '',
					unit: answer.byUnitId ?? '',
					do: 'propose',
				}
			: { unit: feedback.unitKnown ? (feedback.unitId ?? '') : '', do: 'propose' },
	fields: async (shown) => {
		const { field, view } = shown;
		return (
			<>
				<TextArea
					{...field('found')}
					label={m.feedback_desk_answer_found()}
					hint={m.feedback_desk_answer_found_hint()}
					rows={6}
				/>
				<TextArea
					{...field('done')}
					label={m.feedback_desk_answer_done()}
					hint={m.feedback_desk_answer_done_hint()}
					rows={6}
				/>
				<DateField {...field('doneOn')} label={m.feedback_desk_answer_doneOn()} optional />
				<UnitField shown={shown} label={m.feedback_desk_answer_unit()} optional />
				<TextArea {...field('legalBasis')} label={m.feedback_desk_answer_basis()} rows={3} />
				<TextArea
					{...field('evidence')}
					label={m.feedback_desk_answer_evidence()}
					hint={m.feedback_desk_answer_evidence_hint()}
					rows={3}
				/>
				<Select {...field('outcome')} label={m.feedback_desk_outcome()} choices={outcomeChoices(view.feedback.kind)} />
				<Radios
					{...field('do')}
					label={m.feedback_desk_draft_do()}
					choices={[
						{ value: 'propose', label: m.feedback_desk_draft_propose(), hint: m.feedback_desk_draft_propose_hint() },
						{ value: 'save', label: m.feedback_desk_draft_save() },
					]}
				/>
			</>
		);
	},
	act: (call, id, { outcome, doneOn, unit, do: next, ...text }) =>
		draftAnswer(call, id, { outcome, doneOn, byUnitId: unit ?? null, text }, next === 'propose'),
	notice: 'feedback_desk_notice_drafted',
});

export const approving = anAction({
	path: 'duyet',
	offered: isProposed,
	title: m.feedback_desk_approve,
	about: m.feedback_desk_approve_about,
	fields: ({ view: { answer } }) => answer && <AnswerParts answer={answer} />,
	seen: async (call, { feedback, answer }) => answer && markOfAnswer(call, feedback.id, answer.id),
	act: (call, id, _values, seen) => approveAnswer(call, id, seen),
	notice: 'feedback_desk_notice_approved',
});

export const sendingBack = anAction({
	path: 'tra-lai-du-thao',
	offered: isProposed,
	title: m.feedback_desk_sendBack,
	schema: z.object({ comment: written(2_000) }),
	fields: ({ field }) => (
		<TextArea {...field('comment')} label={m.feedback_desk_sendBack_comment()} maxlength={2_000} />
	),
	act: (call, id, { comment }) => sendBackAnswer(call, id, comment),
	notice: 'feedback_desk_notice_sentBack',
});

export const closing = anAction({
	path: 'ket-thuc',
	offered: (view) => runs(view) && mayBeClosed(view.feedback),
	title: m.feedback_desk_close,
	about: m.feedback_desk_close_about,
	act: closeFeedback,
	notice: 'feedback_desk_notice_closed',
});
