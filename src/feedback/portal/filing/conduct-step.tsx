import { m } from '#words';
import { Radios, TextArea } from '#ui';
import { isFormal } from './draft.ts';
import { longest, text, type Step, wrong } from './step.ts';

/** Is it about somebody's conduct, and whose. What is known of the person is free text: nobody is offered names. */
export const conductStep: Step = {
	name: 'conduct',
	title: (draft) => (isFormal(draft) ? m.feedback_file_officer() : m.feedback_file_conduct()),
	filled: ({ conduct }) => (conduct ? { accuses: conduct.accuses ? 'yes' : 'no', officer: conduct.officer } : {}),
	fields: ({ draft, field }) => (
		<>
			{!isFormal(draft) && (
				<Radios
					{...field('accuses')}
					label={m.feedback_file_conduct_label()}
					choices={[
						{ value: 'no', label: m.feedback_file_conduct_no(), hint: m.feedback_file_conduct_no_hint() },
						{ value: 'yes', label: m.feedback_file_conduct_yes(), hint: m.feedback_file_conduct_yes_hint() },
					]}
				/>
			)}
			<TextArea
				{...field('officer')}
				label={m.feedback_file_officer_label()}
				hint={m.feedback_file_officer_hint()}
				rows={3}
				optional
			/>
		</>
	),
	take(_, draft, values) {
		const officer = text(values, 'officer');
		const said = text(values, 'accuses');
		if (officer.length > longest.short)
			return wrong({ officer: m.feedback_file_tooLong({ most: longest.short, typed: officer.length }) });
		if (!isFormal(draft) && said !== 'yes' && said !== 'no')
			return wrong({ accuses: m.feedback_file_conduct_missing() });
		// Who describes an officer says that it is about one, whatever was ticked.
		return { draft: { ...draft, conduct: { accuses: isFormal(draft) || said === 'yes' || officer !== '', officer } } };
	},
};
