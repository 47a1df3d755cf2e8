import { z } from 'zod';
import { m, parseDate } from '#words';

const day = z.string().transform((text, context) => {
	const date = parseDate(text);
	if (date !== undefined) return date;
	context.addIssue({ code: 'custom', message: m.organisation_form_date() });
	return z.NEVER;
});

/** What stands beside the file of a document. An import has no number of its own. */
export const importForm = z.object({
	on: day,
	decisionNo: z
		.string()
		.trim()
		.max(100, { error: () => m.organisation_form_decision() })
		.default(''),
});

export const draftForm = z.object({
	on: day,
	decisionNo: z
		.string()
		.trim()
		.min(1, { error: () => m.organisation_form_decision() })
		.max(100, { error: () => m.organisation_form_decision() }),
});
