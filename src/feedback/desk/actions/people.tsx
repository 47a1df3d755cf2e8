import { z } from 'zod';
import { Select, TextArea, TextField } from '#ui';
import { m } from '#words';
import { askAccused } from '../../handling/ask-accused.ts';
import { mayBeAnswered } from '../../answering/draft-answer.ts';
import { isAnswered, isOver } from '../../feedback.ts';
import { mayHandle, mayRun } from '../../feedback.policy.ts';
import { identifyOfficers } from '../../screening/identify-officers.ts';
import { listOfficers } from '../../screening/officer.store.ts';
import { recuseFromFeedback } from '../../routing/recuse-from-feedback.ts';
import { anAction } from '../case-action.tsx';
import { id, written } from '../desk.form.ts';

export const identifying = anAction({
	path: 'can-bo',
	offered: ({ actor, feedback, seat }) =>
		feedback.accuses &&
		!isAnswered(feedback.state) &&
		!isOver(feedback.state) &&
		(mayHandle(actor, feedback) || mayRun(actor, feedback, seat)),
	title: m.feedback_desk_identify,
	about: m.feedback_desk_identify_about,
	schema: z.object({
		numbers: written(500).transform((text) => text.split(/[\s,;]+/).filter(Boolean)),
	}),
	fields: ({ field }) => (
		<TextField
			{...field('numbers')}
			label={m.feedback_desk_identify_numbers()}
			hint={m.feedback_desk_identify_hint()}
		/>
	),
	act: (call, id, { numbers }) => identifyOfficers(call, id, numbers),
	notice: 'feedback_desk_notice_identified',
	leaves: true,
});

export const hearing = anAction({
	path: 'yeu-cau-giai-trinh',
	offered: ({ actor, feedback }) => mayHandle(actor, feedback) && mayBeAnswered(feedback) && feedback.officerKnown,
	title: m.feedback_desk_hear,
	about: m.feedback_desk_hear_about,
	schema: z.object({ member: id, question: written(4_000) }),
	fields: async ({ call, view, field }) => (
		<>
			<Select
				{...field('member')}
				label={m.feedback_desk_officer()}
				choices={(await listOfficers(call, view.feedback.id)).map(({ memberId, fullName }) => ({
					value: memberId,
					label: fullName,
				}))}
			/>
			<TextArea
				{...field('question')}
				label={m.feedback_desk_question()}
				hint={m.feedback_desk_hear_hint()}
				maxlength={4_000}
			/>
		</>
	),
	act: (call, id, { member, question }) => askAccused(call, id, { memberId: member, question }),
	notice: 'feedback_desk_notice_heard',
});

export const recusing = anAction({
	path: 'tu-choi',
	offered: ({ actor, feedback }) => actor.accountId !== null && !isOver(feedback.state),
	title: m.feedback_desk_recuse,
	about: m.feedback_desk_recuse_about,
	danger: true,
	atOnce: true,
	schema: z.unknown(),
	act: recuseFromFeedback,
	notice: 'feedback_desk_notice_recused',
	leaves: true,
});
