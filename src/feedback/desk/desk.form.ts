import { z } from 'zod';
import { chosenId } from '#platform';
import { m, parseDate } from '#words';
import { outcomes } from '../answering/answer.ts';
import { channels, kinds, topics } from '../feedback.ts';

/** A text that has to be there, with how long it may be. */
export const written = (longest: number) =>
	z
		.string({ error: () => m.feedback_desk_error_missing() })
		.trim()
		.min(1, { error: () => m.feedback_desk_error_missing() })
		.max(longest, { error: () => m.feedback_desk_error_tooLong({ longest }) });

/** A text that may be left out. */
export const maybeWritten = (longest: number) =>
	z
		.string()
		.trim()
		.max(longest, { error: () => m.feedback_desk_error_tooLong({ longest }) })
		.default('');

export const day = z.string().transform((typed, about) => read(typed, about) ?? z.NEVER);
export const maybeDay = z
	.string()
	.default('')
	.transform((typed, about) => (typed.trim() === '' ? null : (read(typed, about) ?? z.NEVER)));

const unitChosen = () => m.feedback_desk_error_unit();
export const unitId = chosenId(unitChosen);
/** A box that is ticked or not. */
export const ticked = z
	.literal('yes')
	.optional()
	.transform((value) => value === 'yes');

const choose = { error: () => m.feedback_desk_error_choose() };
export const kind = z.enum(kinds, choose);
export const maybeTopic = z
	.union([z.enum(topics), z.literal('')])
	.default('')
	.transform((topic) => topic || null);
export const outcome = z.enum(outcomes, choose);
export const channel = z.enum(channels, choose).exclude(['portal'], choose);
export const id = z.uuid(choose);

function read(typed: string, about: { issues: object[] }): string | undefined {
	const found = parseDate(typed);
	if (!found) about.issues.push({ code: 'custom', message: m.feedback_desk_error_date(), input: typed });
	return found;
}
