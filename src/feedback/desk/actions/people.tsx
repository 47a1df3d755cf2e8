import { z } from 'zod';
import type { Call } from '#platform';
import { Hint, Select, TextArea, TextField } from '#ui';
import { m } from '#words';
import { askAccused } from '../../handling/ask-accused.ts';
import { mayBeAnswered } from '../../answering/draft-answer.ts';
import { isAnswered, isOver } from '../../feedback.ts';
import { mayApprove } from '../../feedback.policy.ts';
import { markOfProposal } from '../../proposals/proposal.ts';
import { decideClearing, proposeClearing } from '../../screening/clear-officer.ts';
import { identifyOfficers } from '../../screening/identify-officers.ts';
import { findNote } from '../../texts.store.ts';
import { listOfficers } from '../../screening/officer.store.ts';
import { recuseFromFeedback } from '../../routing/recuse-from-feedback.ts';
import { anAction } from '../case-action.tsx';
import { handles, worksOn, type CaseView } from '../case-view.ts';
import { id, written } from '../desk.form.ts';
import { Decision, decision } from './deciding.tsx';

export const identifying = anAction({
	path: 'can-bo',
	offered: (view) =>
		view.feedback.accuses && !isAnswered(view.feedback.state) && !isOver(view.feedback.state) && worksOn(view),
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

export const clearing = anAction({
	path: 'rut-ten',
	offered: (view) => view.feedback.officerKnown && !view.clearing && worksOn(view),
	title: m.feedback_desk_clear,
	about: m.feedback_desk_clear_about,
	schema: z.object({ member: id, reason: written(2_000) }),
	fields: async ({ call, view, field }) => (
		<>
			<Select {...field('member')} label={m.feedback_desk_officer()} choices={await officerChoices(call, view)} />
			<TextArea
				{...field('reason')}
				label={m.feedback_desk_reason()}
				hint={m.feedback_desk_clear_reason()}
				maxlength={2_000}
			/>
		</>
	),
	act: (call, id, { member, reason }) => proposeClearing(call, id, { memberId: member, reason }),
	notice: 'feedback_desk_notice_clearingProposed',
});

export const decidingClearing = anAction({
	path: 'duyet-rut-ten',
	offered: ({ actor, feedback, seat, clearing }) =>
		clearing !== undefined && mayApprove(actor, feedback, clearing.proposedBy, seat),
	title: m.feedback_desk_decideClearing,
	about: m.feedback_desk_decideClearing_about,
	schema: decision,
	fields: async ({ call, field, view: { feedback, clearing } }) => {
		const officer = (await listOfficers(call, feedback.id)).find(({ memberId }) => memberId === clearing?.memberId);
		const reason = clearing && (await findNote(call, feedback.id, clearing.textId));
		return (
			<>
				{officer && <Hint>{m.feedback_desk_decideClearing_what({ officer: officer.fullName })}</Hint>}
				<Decision
					field={field}
					text={reason}
					label={m.feedback_desk_decideClearing_choice()}
					yes={m.feedback_desk_decideClearing_yes()}
					no={m.feedback_desk_decideClearing_no()}
				/>
			</>
		);
	},
	seen: async (call, { feedback, clearing }) => clearing && markOfProposal(call, feedback.id, clearing),
	act: (call, id, { agreed }, seen) => decideClearing(call, id, agreed === 'yes', seen),
	notice: 'feedback_desk_notice_clearingDecided',
	leaves: true,
});

export const hearing = anAction({
	path: 'yeu-cau-giai-trinh',
	offered: (view) => handles(view) && mayBeAnswered(view.feedback) && view.feedback.officerKnown,
	title: m.feedback_desk_hear,
	about: m.feedback_desk_hear_about,
	schema: z.object({ member: id, question: written(4_000) }),
	fields: async ({ call, view, field }) => (
		<>
			<Select {...field('member')} label={m.feedback_desk_officer()} choices={await officerChoices(call, view)} />
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
	act: recuseFromFeedback,
	notice: 'feedback_desk_notice_recused',
	leaves: true,
});

const officerChoices = async (call: Call, { feedback }: CaseView) =>
	(await listOfficers(call, feedback.id)).map(({ memberId, fullName }) => ({ value: memberId, label: fullName }));
