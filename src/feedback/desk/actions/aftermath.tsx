import { z } from 'zod';
import { DateField, Hint, TextArea } from '#ui';
import { m } from '#words';
import { commendUnit, mayBeCommended } from '../../aftermath/commend-unit.ts';
import { isAnswered } from '../../feedback.ts';
import { mayApprove } from '../../feedback.policy.ts';
import { orderRectification } from '../../aftermath/order-rectification.ts';
import { mayBePublished, redactPublication } from '../../published/redact-publication.ts';
import { markOfRedaction, releasePublication } from '../../published/release-publication.ts';
import { Written } from '../answer-parts.tsx';
import { anAction } from '../case-action.tsx';
import { worksOn } from '../case-view.ts';
import { day, unitId, written } from '../desk.form.ts';
import { UnitField } from '../unit-field.tsx';

export const ordering = anAction({
	path: 'yeu-cau-chan-chinh',
	offered: (view) =>
		worksOn(view) &&
		view.feedback.accuses &&
		view.answered &&
		(isAnswered(view.feedback.state) || ['inProgress', 'underReview'].includes(view.feedback.state)),
	title: m.feedback_desk_order,
	about: m.feedback_desk_order_about,
	schema: z.object({ unit: unitId, task: written(1_000), dueOn: day }),
	stored: (_call, { feedback }) => ({ unit: feedback.unitKnown ? (feedback.unitId ?? '') : '' }),
	fields: async (shown) => (
		<>
			<UnitField shown={shown} label={m.feedback_desk_order_unit()} />
			<TextArea
				{...shown.field('task')}
				label={m.feedback_desk_order_task()}
				hint={m.feedback_desk_order_hint()}
				maxlength={1_000}
			/>
			<DateField {...shown.field('dueOn')} label={m.feedback_desk_order_due()} />
		</>
	),
	act: (call, id, { unit, task, dueOn }) => orderRectification(call, id, { unitId: unit, task, dueOn }),
	notice: 'feedback_desk_notice_ordered',
});

export const commending = anAction({
	path: 'bao-loi-khen',
	offered: (view) => worksOn(view) && mayBeCommended(view.feedback),
	title: m.feedback_desk_commend,
	about: m.feedback_desk_commend_about,
	schema: z.object({ unit: unitId, words: written(2_000) }),
	stored: (_call, { feedback }) => ({ unit: feedback.unitId ?? '' }),
	fields: async (shown) => (
		<>
			<UnitField shown={shown} label={m.feedback_desk_commend_unit()} />
			<TextArea
				{...shown.field('words')}
				label={m.feedback_desk_commend_words()}
				hint={m.feedback_desk_commend_hint()}
				maxlength={2_000}
			/>
		</>
	),
	act: (call, id, { unit, words }) => commendUnit(call, id, { unitId: unit, words }),
	notice: 'feedback_desk_notice_commended',
});

export const redacting = anAction({
	path: 'bien-tap',
	offered: (view) => worksOn(view) && mayBePublished(view.feedback, view.answered) && !view.publication?.publishedAt,
	title: m.feedback_desk_redact,
	about: m.feedback_desk_redact_about,
	schema: z.object({ question: written(5_000), answer: written(10_000) }),
	stored: (_call, { publication }) => ({ question: publication?.question, answer: publication?.answer }),
	fields: ({ field }) => (
		<>
			<TextArea {...field('question')} label={m.feedback_desk_redact_question()} rows={8} maxlength={5_000} />
			<TextArea {...field('answer')} label={m.feedback_desk_redact_answer()} rows={10} maxlength={10_000} />
		</>
	),
	act: redactPublication,
	notice: 'feedback_desk_notice_redacted',
});

export const releasing = anAction({
	path: 'cong-bo',
	offered: ({ actor, answered, feedback, seat, publication }) =>
		publication !== undefined &&
		!publication.publishedAt &&
		mayBePublished(feedback, answered) &&
		mayApprove(actor, feedback, publication.redactedBy, seat),
	title: m.feedback_desk_release,
	about: m.feedback_desk_release_about,
	fields: ({ view: { publication } }) =>
		publication && (
			<>
				<Hint>{m.feedback_desk_redact_question()}</Hint>
				<p>
					<Written text={publication.question} />
				</p>
				<Hint>{m.feedback_desk_redact_answer()}</Hint>
				<p>
					<Written text={publication.answer} />
				</p>
			</>
		),
	seen: async (_call, { publication }) => publication && markOfRedaction(publication),
	act: (call, id, _values, seen) => releasePublication(call, id, seen),
	notice: 'feedback_desk_notice_released',
});
