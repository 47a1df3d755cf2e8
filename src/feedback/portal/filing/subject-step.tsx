import { m } from '#words';
import { Radios } from '#ui';
import { text, type Step, wrong } from './step.ts';
import type { Subject } from './draft.ts';

const offered = ['opinion', 'praise', 'rating', 'complaint', 'denunciation', 'crime'] as const satisfies Subject[];

/** What it is about, in a citizen's words. */
export const subjectStep: Step = {
	name: 'subject',
	title: () => m.feedback_file_subject(),
	filled: ({ subject }) => ({ subject: subject ?? '' }),
	fields: ({ field }) => (
		<Radios
			{...field('subject')}
			label={m.feedback_file_subject_label()}
			choices={offered.map((value) => ({ value, ...words[value]() }))}
		/>
	),
	take(_, draft, values) {
		const subject = offered.find((each) => each === text(values, 'subject'));
		if (!subject) return wrong({ subject: m.feedback_file_subject_missing() });
		return { draft: subject === draft.subject ? draft : { ...draft, subject, informed: false } };
	},
};

const words: Record<Subject, () => { label: string; hint: string }> = {
	opinion: () => ({ label: m.feedback_file_opinion(), hint: m.feedback_file_opinion_hint() }),
	praise: () => ({ label: m.feedback_file_praise(), hint: m.feedback_file_praise_hint() }),
	rating: () => ({ label: m.feedback_file_rating(), hint: m.feedback_file_rating_hint() }),
	complaint: () => ({ label: m.feedback_file_complaint(), hint: m.feedback_file_complaint_hint() }),
	denunciation: () => ({ label: m.feedback_file_denunciation(), hint: m.feedback_file_denunciation_hint() }),
	crime: () => ({ label: m.feedback_file_crime(), hint: m.feedback_file_crime_hint() }),
};

export const subjectWord = (subject: Subject): string => words[subject]().label;
