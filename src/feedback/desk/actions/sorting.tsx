import { z } from 'zod';
import { Checkbox, Hint, Radios, Select, TextArea } from '#ui';
import { m } from '#words';
import { decideKind } from '../../screening/decide-kind.ts';
import { isLessProtected, isOver, kinds, type Kind } from '../../feedback.ts';
import { mayApprove } from '../../feedback.policy.ts';
import { markOfProposal } from '../../proposals/proposal.ts';
import { proposeKind } from '../../screening/propose-kind.ts';
import { kindsNoLess, mayBeProtectedMore, raiseProtection } from '../../screening/raise-protection.ts';
import { mayBeScreened, screenFeedback } from '../../screening/screen-feedback.ts';
import { splitFeedback } from '../../screening/split-feedback.ts';
import { findNote } from '../../texts.store.ts';
import { anAction, type Field } from '../case-action.tsx';
import { runs, type CaseView } from '../case-view.ts';
import { kindChoices, topicChoices } from '../choices.ts';
import { kind, maybeTopic, ticked, written } from '../desk.form.ts';
import { kindWord } from '../../words.ts';
import { Decision, decision } from './deciding.tsx';
import { ReasonTold } from './reason-told.tsx';

const sorting = { kind, topic: maybeTopic, accuses: ticked };

const SortingFields = ({ field, of }: { field: Field; of?: readonly Kind[] }) => (
	<>
		<Radios
			{...field('kind')}
			label={m.feedback_desk_kind()}
			hint={m.feedback_desk_kind_hint()}
			choices={kindChoices(of)}
		/>
		<Select {...field('topic')} label={m.feedback_desk_topic()} optional choices={topicChoices()} />
		<Checkbox {...field('accuses')} label={m.feedback_desk_accuses()} hint={m.feedback_desk_accuses_hint()} />
	</>
);

export const screening = anAction({
	path: 'phan-loai',
	offered: (view) => runs(view) && mayBeScreened(view.feedback),
	title: m.feedback_desk_screen,
	about: m.feedback_desk_screen_about,
	schema: z.object(sorting),
	stored: (_call, { feedback }) => ({
		kind: feedback.kind,
		topic: feedback.topic ?? '',
		accuses: feedback.accuses ? 'yes' : '',
	}),
	fields: ({ field }) => <SortingFields field={field} />,
	act: screenFeedback,
	notice: 'feedback_desk_notice_screened',
	leaves: false,
});

export const protecting = anAction({
	path: 'bao-ve-hon',
	offered: (view) => runs(view) && mayBeProtectedMore(view.feedback),
	title: m.feedback_desk_protect,
	about: m.feedback_desk_protect_about,
	schema: z.object({ kind, accuses: ticked }),
	stored: (_call, { feedback }) => ({ kind: feedback.kind, accuses: feedback.accuses ? 'yes' : '' }),
	fields: ({ field, view: { feedback } }) => (
		<>
			<Radios {...field('kind')} label={m.feedback_desk_kind()} choices={kindChoices(kindsNoLess(feedback.kind))} />
			<Checkbox {...field('accuses')} label={m.feedback_desk_accuses()} hint={m.feedback_desk_accuses_hint()} />
		</>
	),
	act: raiseProtection,
	notice: 'feedback_desk_notice_protected',
});

export const splitting = anAction({
	path: 'tach',
	offered: (view) => runs(view) && ['received', 'screened'].includes(view.feedback.state),
	title: m.feedback_desk_split,
	about: m.feedback_desk_split_about,
	schema: z.object({ ...sorting, matter: written(20_000), key: z.uuid() }),
	stored: (_call, { feedback }) => ({ kind: feedback.kind, accuses: feedback.accuses ? 'yes' : '' }),
	fields: ({ field, view: { feedback } }) => (
		<>
			<input type="hidden" name="key" value={String(field('key').value ?? crypto.randomUUID())} />
			<TextArea {...field('matter')} label={m.feedback_desk_matter()} hint={m.feedback_desk_split_hint()} rows={8} />
			<SortingFields field={field} of={kindsNoLess(feedback.kind)} />
			{feedback.accuses && <Hint>{m.feedback_desk_split_less()}</Hint>}
		</>
	),
	act: splitFeedback,
	notice: 'feedback_desk_notice_split',
});

export const proposingKind = anAction({
	path: 'phan-loai-lai',
	offered: (view) => runs(view) && !view.proposedKind && !isOver(view.feedback.state) && protectsLess(view),
	title: m.feedback_desk_proposeKind,
	about: m.feedback_desk_proposeKind_about,
	schema: z.object({ kind, dropsAccusation: ticked, reason: written(2_000) }),
	fields: ({ field, view }) => (
		<>
			<Radios {...field('kind')} label={m.feedback_desk_kind()} choices={kindChoices(kindsOffered(view))} />
			{view.feedback.accuses && (
				<Checkbox
					{...field('dropsAccusation')}
					label={m.feedback_desk_dropsAccusation()}
					hint={m.feedback_desk_dropsAccusation_hint()}
				/>
			)}
			<ReasonTold field={field} />
		</>
	),
	act: proposeKind,
	notice: 'feedback_desk_notice_kindProposed',
});

export const decidingKind = anAction({
	path: 'duyet-phan-loai',
	offered: ({ actor, feedback, seat, proposedKind }) =>
		proposedKind !== undefined && mayApprove(actor, feedback, proposedKind.proposedBy, seat),
	title: m.feedback_desk_decideKind,
	about: m.feedback_desk_decideKind_about,
	schema: decision,
	fields: async ({ call, field, view: { feedback, proposedKind } }) => {
		const reason = proposedKind && (await findNote(call, feedback.id, proposedKind.textId));
		return (
			<>
				{proposedKind && (
					<Hint>
						{[
							proposedKind.fromKind !== proposedKind.toKind &&
								m.feedback_desk_decideKind_what({
									from: kindWord(proposedKind.fromKind),
									to: kindWord(proposedKind.toKind),
								}),
							proposedKind.dropsAccusation && m.feedback_desk_decideKind_drops(),
						]
							.filter(Boolean)
							.join(' ')}
					</Hint>
				)}
				<Decision
					field={field}
					text={reason}
					label={m.feedback_desk_decideKind_choice()}
					yes={m.feedback_desk_decideKind_yes()}
					no={m.feedback_desk_decideKind_no()}
				/>
			</>
		);
	},
	seen: async (call, { feedback, proposedKind }) => proposedKind && markOfProposal(call, feedback.id, proposedKind),
	act: (call, id, { agreed }, seen) => decideKind(call, id, agreed === 'yes', seen),
	notice: 'feedback_desk_notice_kindDecided',
});

const lesserKinds = ({ feedback }: CaseView) => kinds.filter((kind) => isLessProtected(feedback.kind, kind));
/** What accuses may stay of its kind and be about nobody's conduct; of the sealed kinds nothing may. */
const mayDrop = ({ feedback }: CaseView): boolean => feedback.accuses && !feedback.sealed;
const protectsLess = (view: CaseView): boolean => lesserKinds(view).length > 0 || mayDrop(view);
const kindsOffered = (view: CaseView) => [...(mayDrop(view) ? [view.feedback.kind] : []), ...lesserKinds(view)];
