import { m } from '#words';
import { Radios, TextArea, type FormErrors } from '#ui';
import { aspects, type Aspect } from '../../feedback.ts';
import { aspectWord } from '../../words.ts';
import { scale, scoreWord } from '../scores.ts';
import { longest, text, type Step, wrong, type Values } from './step.ts';

/** How a contact with the body was: overall, and seven aspects, each of which may be left out. */
export const ratingStep: Step = {
	name: 'rating',
	title: () => m.feedback_file_rating_title(),
	filled: ({ rating }) =>
		rating
			? {
					overall: String(rating.overall),
					words: rating.words,
					...Object.fromEntries(Object.entries(rating.aspects).map(([name, score]) => [name, String(score)])),
				}
			: {},
	fields: ({ field }) => (
		<>
			<Radios {...field('overall')} label={m.feedback_file_rating_overall()} choices={scale()} />
			{aspects.map((aspect) => (
				<Radios
					{...field(aspect)}
					label={aspectWord(aspect)}
					optional
					choices={[...scale(), { value: '', label: m.feedback_file_rating_cannotSay() }]}
				/>
			))}
			<TextArea {...field('words')} label={m.feedback_file_rating_words()} rows={3} optional />
		</>
	),
	take(_, draft, values) {
		const overall = scoreOf(text(values, 'overall'));
		const words = text(values, 'words');
		const errors: FormErrors = {};
		if (overall === undefined) errors['overall'] = m.feedback_file_rating_missing();
		if (words.length > longest.matter)
			errors['words'] = m.feedback_file_tooLong({ most: longest.matter, typed: words.length });
		if (overall === undefined || errors['words']) return wrong(errors);
		return { draft: { ...draft, rating: { overall, aspects: scoredAspects(values), words } } };
	},
};

const scoreOf = (typed: string): number | undefined => (/^[1-5]$/.test(typed) ? Number(typed) : undefined);

/** The aspects that were scored. */
export function scoredAspects(values: Values): Partial<Record<Aspect, number>> {
	const scored = aspects.map((aspect) => [aspect, scoreOf(text(values, aspect))] as const);
	return Object.fromEntries(scored.filter(([, score]) => score !== undefined));
}

/** A rating in words, for cases that hold nothing else. */
export const ratingInWords = ({ overall, words }: { overall: number; words: string }): string =>
	words || `${m.feedback_file_rating_overall()}: ${scoreWord(overall)}`;
