import { formatDate, m, parseDate } from '#words';
import { Select, TextArea, TextField, type FormErrors } from '#ui';
import { topics } from '../../feedback.ts';
import { topicWord } from '../../words.ts';
import { longest, text, type Step, wrong } from './step.ts';

/** What happened, when and where, and what it touches. */
export const matterStep: Step = {
	name: 'matter',
	title: ({ subject }) => (subject === 'praise' ? m.feedback_file_matter_praise() : m.feedback_file_matter()),
	filled: ({ matter }) => (matter ? { ...matter, matter: matter.text } : {}),
	fields: ({ draft, field }) => (
		<>
			<TextArea
				{...field('matter')}
				label={m.feedback_file_matter_label()}
				hint={draft.subject === 'praise' ? undefined : m.feedback_file_matter_hint()}
				rows={10}
			/>
			<TextField {...field('when')} label={m.feedback_file_when()} hint={m.feedback_file_when_hint()} optional />
			<TextField {...field('place')} label={m.feedback_file_where()} optional />
			{draft.subject === 'opinion' && (
				<Select
					{...field('topic')}
					label={m.feedback_file_topic()}
					empty={m.feedback_file_topic_none()}
					choices={topics.map((value) => ({ value, label: topicWord(value) }))}
					optional
				/>
			)}
		</>
	),
	take(call, draft, values) {
		const matter = text(values, 'matter');
		const when = text(values, 'when');
		const place = text(values, 'place');
		const happenedOn = parseDate(when) ?? null;
		const errors: FormErrors = {};
		if (matter.length < 10) errors['matter'] = m.feedback_file_matter_missing();
		if (matter.length > longest.matter)
			errors['matter'] = m.feedback_file_tooLong({ most: longest.matter, typed: matter.length });
		if (when.length > longest.short)
			errors['when'] = m.feedback_file_tooLong({ most: longest.short, typed: when.length });
		if (happenedOn !== null && (happenedOn > call.today || happenedOn < '1930-01-01'))
			errors['when'] = m.feedback_file_when_wrong();
		if (place.length > longest.short)
			errors['place'] = m.feedback_file_tooLong({ most: longest.short, typed: place.length });
		if (Object.keys(errors).length > 0) return wrong(errors);
		const topic = topics.find((each) => each === text(values, 'topic')) ?? '';
		return { draft: { ...draft, matter: { text: matter, when, happenedOn, place, topic } } };
	},
};

/** A day as people read it; what could not be read as one stays as it was typed. */
export const whenSaid = (when: string): string => formatDate(parseDate(when)) || when;
