import { formatNumber, m } from '#words';
import type { Missing } from './task.ts';

const fieldWords = {
	content: () => m.campaigns_missing_content(),
	leadUnitId: () => m.campaigns_missing_lead(),
	dueOn: () => m.campaigns_missing_due(),
	target: () => m.campaigns_missing_target(),
};

/** What is missing, a sentence for each; superior tasks still undecided are counted once there are several, for their page lists them. */
export function missingWords(missing: readonly Missing[]): string[] {
	const undecided = missing.filter(({ kind }) => kind === 'undecided').length;
	if (undecided < 2) return missing.map(sentence);
	const others = missing.filter(({ kind }) => kind !== 'undecided');
	return [m.campaigns_missing_undecided_many({ count: formatNumber(undecided) }), ...others.map(sentence)];
}

function sentence(missing: Missing): string {
	switch (missing.kind) {
		case 'noPurpose':
			return m.campaigns_missing_purpose();
		case 'noTasks':
			return m.campaigns_missing_tasks();
		case 'undecided':
			return m.campaigns_missing_undecided({ task: brief(missing.content) });
		default:
			return m.campaigns_missing_fields({
				task: brief(missing.content),
				fields: missing.fields.map((field) => fieldWords[field]()).join(', '),
			});
	}
}

/** The beginning of a text, cut between words. */
export const brief = (text: string, length = 60): string =>
	text.length <= length ? text : `${text.slice(0, length).replace(/\s+\S*$/, '')}…`;
