import { m } from '#words';
import { Notice } from '#ui';
import { findCustody } from '../../seal/custody.store.ts';
import { wrong, type Step } from './step.ts';

/** Which law applies, what a proper letter needs, what happens to one without a name; and, where it cannot be taken yet, where to go. */
export const lawStep: Step = {
	name: 'law',
	title: ({ subject }) =>
		subject === 'denunciation' ? m.feedback_file_law_denunciation() : m.feedback_file_law_complaint(),
	filled: () => ({}),
	async fields({ call, draft }) {
		const { takesSealed } = await findCustody(call);
		if (!takesSealed)
			return (
				<Notice kind="warning" title={m.feedback_file_notOpen()}>
					<p>{m.feedback_file_notOpen_where()}</p>
				</Notice>
			);
		return draft.subject === 'denunciation' ? <Denunciation /> : <Complaint />;
	},
	async take(call, draft) {
		const { takesSealed } = await findCustody(call);
		return takesSealed ? { draft: { ...draft, informed: true } } : wrong({ '': m.feedback_file_notOpen() });
	},
};

const Denunciation = () => (
	<div class="prose">
		<p>{m.feedback_file_denunciation_law()}</p>
		<Needs needs={m.feedback_file_denunciation_needs()} />
		<p>{m.feedback_file_denunciation_nameless()}</p>
		<p>{m.feedback_file_sealed()}</p>
	</div>
);

const Complaint = () => (
	<div class="prose">
		<p>{m.feedback_file_complaint_law()}</p>
		<Needs needs={m.feedback_file_complaint_needs()} />
		<p>{m.feedback_file_complaint_nameless()}</p>
		<p>{m.feedback_file_sealed()}</p>
	</div>
);

/** One line of the message each. */
const Needs = ({ needs }: { needs: string }) => (
	<>
		<p>{m.feedback_file_law_needs()}</p>
		<ul>
			{needs.split('\n').map((need) => (
				<li>{need}</li>
			))}
		</ul>
	</>
);
