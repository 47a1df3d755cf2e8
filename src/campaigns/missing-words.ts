import { m } from '#words';
import type { Missing } from './task.ts';

const fieldWords = {
	content: () => m.campaigns_missing_content(),
	leadUnitId: () => m.campaigns_missing_lead(),
	dueOn: () => m.campaigns_missing_due(),
	target: () => m.campaigns_missing_target(),
};

/** What is missing, as a sentence. */
export function missingWords(missing: Missing): string {
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
