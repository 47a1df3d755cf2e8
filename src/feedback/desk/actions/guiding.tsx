import { z } from 'zod';
import { TextArea } from '#ui';
import { m } from '#words';
import { mayApprove } from '../../feedback.policy.ts';
import { markOfProposal } from '../../proposals/proposal.ts';
import { decideGuidance, guideFeedback, mayBeGuided } from '../../screening/guide-feedback.ts';
import { findNote } from '../../texts.store.ts';
import { anAction, type Shown } from '../case-action.tsx';
import { worksOn, type CaseView } from '../case-view.ts';
import { written } from '../desk.form.ts';
import { Decision, decision } from './deciding.tsx';

const mayGuide = (view: CaseView): boolean => worksOn(view) && mayBeGuided(view.feedback) && !view.ending;

const schema = z.object({ law: written(1_000), where: written(2_000) });
const fields = ({ field }: Shown) => (
	<>
		<TextArea {...field('law')} label={m.feedback_desk_guide_law()} rows={3} maxlength={1_000} />
		<TextArea {...field('where')} label={m.feedback_desk_guide_where()} maxlength={2_000} />
	</>
);

export const guiding = anAction({
	path: 'huong-dan',
	offered: (view) => !view.feedback.sealed && mayGuide(view),
	title: m.feedback_desk_guide,
	about: m.feedback_desk_guide_about,
	schema,
	fields,
	act: guideFeedback,
	notice: 'feedback_desk_notice_guided',
});

export const proposingGuidance = anAction({
	path: 'de-nghi-huong-dan',
	offered: (view) => view.feedback.sealed && mayGuide(view),
	title: m.feedback_desk_proposeGuidance,
	about: m.feedback_desk_proposeGuidance_about,
	schema,
	fields,
	act: guideFeedback,
	notice: 'feedback_desk_notice_guidanceProposed',
});

export const decidingGuidance = anAction({
	path: 'duyet-huong-dan',
	offered: ({ actor, feedback, seat, ending }) =>
		!!ending?.textId && mayApprove(actor, feedback, ending.proposedBy, seat),
	title: m.feedback_desk_decideGuidance,
	about: m.feedback_desk_decideGuidance_about,
	schema: decision,
	fields: async ({ call, field, view: { feedback, ending } }) => {
		const text = ending?.textId && (await findNote(call, feedback.id, ending.textId));
		return (
			<Decision
				field={field}
				text={text}
				label={m.feedback_desk_decideKind_choice()}
				yes={m.feedback_desk_decideGuidance_yes()}
				no={m.feedback_desk_decideGuidance_no()}
			/>
		);
	},
	seen: async (call, { feedback, ending }) => ending && markOfProposal(call, feedback.id, ending),
	act: (call, id, { agreed }, seen) => decideGuidance(call, id, agreed === 'yes', seen),
	notice: 'feedback_desk_notice_guidanceDecided',
});
