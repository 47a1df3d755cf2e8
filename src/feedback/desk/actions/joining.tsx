import { z } from 'zod';
import { Facts, TextField } from '#ui';
import { m } from '#words';
import { mayApprove } from '../../feedback.policy.ts';
import { findFeedback } from '../../feedback.store.ts';
import { markOfProposal } from '../../proposals/proposal.ts';
import { decideJoining, mayBeJoined, mergeFeedback } from '../../screening/merge-feedback.ts';
import { anAction, type Shown } from '../case-action.tsx';
import { runs, type CaseView } from '../case-view.ts';
import { written } from '../desk.form.ts';
import { casePath } from '../paths.ts';
import { Decision, decision } from './deciding.tsx';

const mayJoin = (view: CaseView): boolean => runs(view) && mayBeJoined(view.feedback) && !view.ending;

const joining = {
	schema: z.object({ reference: written(20) }),
	fields: ({ field }: Shown) => <TextField {...field('reference')} label={m.feedback_desk_merge_into()} size="short" />,
	act: (call: Shown['call'], id: string, { reference }: { reference: string }) => mergeFeedback(call, id, reference),
};

export const merging = anAction({
	path: 'nhap-chung',
	offered: (view) => !view.feedback.sealed && mayJoin(view),
	title: m.feedback_desk_merge,
	about: m.feedback_desk_merge_about,
	...joining,
	notice: 'feedback_desk_notice_merged',
});

export const proposingJoining = anAction({
	path: 'de-nghi-nhap-chung',
	offered: (view) => view.feedback.sealed && mayJoin(view),
	title: m.feedback_desk_proposeJoining,
	about: m.feedback_desk_proposeJoining_about,
	...joining,
	notice: 'feedback_desk_notice_joiningProposed',
});

export const decidingJoining = anAction({
	path: 'duyet-nhap-chung',
	offered: ({ actor, feedback, seat, ending }) =>
		!!ending?.intoId && mayApprove(actor, feedback, ending.proposedBy, seat),
	title: m.feedback_desk_decideJoining,
	about: m.feedback_desk_decideJoining_about,
	schema: decision,
	fields: async ({ call, field, view: { ending } }) => {
		const into = ending?.intoId && (await findFeedback(call, ending.intoId));
		return (
			<>
				{into && <Facts rows={[[m.feedback_desk_merge_into(), <a href={casePath(into.id)}>{into.reference}</a>]]} />}
				<Decision
					field={field}
					label={m.feedback_desk_decideKind_choice()}
					yes={m.feedback_desk_decideJoining_yes()}
					no={m.feedback_desk_decideJoining_no()}
				/>
			</>
		);
	},
	seen: async (call, { feedback, ending }) => ending && markOfProposal(call, feedback.id, ending),
	act: (call, id, { agreed }, seen) => decideJoining(call, id, agreed === 'yes', seen),
	notice: 'feedback_desk_notice_joiningDecided',
});
