import { z } from 'zod';
import { chosenId } from '#platform';
import { m, parseDate } from '#words';
import { keptResults, type CommitmentText } from './commitment.ts';

/** Rows for concrete work on the form; more than ten promises are none. */
export const workRows = 10;

/**
 * What a member sends: the text as far as it is written (`understanding`; `area0`, `area1`, … of the template; `work0` with `by0`, …),
 * and whether to keep it (`do=save`) or to sign it (`do=sign`).
 */
export const writingForm = z
	.record(z.string(), z.union([z.string(), z.array(z.string())]))
	.transform((typed, about) => {
		const field = (name: string, longest: number): string => {
			const value = typed[name];
			const written = typeof value === 'string' ? value.trim() : '';
			if (written.length > longest) wrong(name, m.commitments_error_tooLong({ longest }));
			return written;
		};
		const wrong = (name: string, message: string) =>
			about.issues.push({ code: 'custom', path: [name], message, input: typed });

		const works = rows(workRows).flatMap((row) => {
			const [what, by] = [field(`work${row}`, 500), field(`by${row}`, 40)];
			if (!what && !by) return [];
			const day = parseDate(by);
			if (!what) wrong(`work${row}`, m.commitments_error_workMissing());
			if (!day) wrong(`by${row}`, m.commitments_error_date());
			return what && day ? [{ what, by: day }] : [];
		});
		const areas = rows(areaRows).map((row) => field(`area${row}`, 4_000));
		const text: CommitmentText = { understanding: field('understanding', 4_000), areas, works };
		return { sign: typed['do'] === 'sign', text };
	});

/** Areas that a template may have. */
const areaRows = 12;

const rows = (count: number): number[] => Array.from({ length: count }, (_, row) => row);

/** What a focal officer says about a paper; the scan comes beside it. */
export const paperForm = z.object({ signedOn: day(() => m.commitments_error_date()) });

/** Why a commander gives a paper back. */
export const returnForm = z.object({
	comment: text(2_000).min(1, { error: () => m.commitments_error_commentMissing() }),
});

/** Why a member is taken off the list. */
export const exemptionForm = z.object({
	reason: text(300).min(1, { error: () => m.commitments_error_reasonMissing() }),
});

/** What is issued: one line per area, `title: hint`. */
export const issueForm = z.object({
	campaign: chosenId(m.commitments_error_campaignMissing),
	unit: chosenId(m.commitments_error_unitMissing),
	year: z.coerce
		.number({ error: () => m.commitments_error_year() })
		.refine((year) => Number.isInteger(year) && year >= 2000 && year <= 2200, {
			error: () => m.commitments_error_year(),
		}),
	referenceOn: day(() => m.commitments_error_date()),
	dueOn: day(() => m.commitments_error_date()),
	title: text(300).min(1, { error: () => m.commitments_error_titleMissing() }),
	introduction: text(5_000).default(''),
	areas: z.string().transform((typed, about) => {
		const areas = typed.split('\n').flatMap((line) => {
			const [title = '', ...hint] = line.split(':');
			return title.trim() ? [{ title: title.trim().slice(0, 200), hint: hint.join(':').trim().slice(0, 500) }] : [];
		});
		if (areas.length === 0 || areas.length > 12)
			about.issues.push({ code: 'custom', message: m.commitments_error_areas(), input: typed });
		return areas;
	}),
});
export type IssueForm = z.infer<typeof issueForm>;

const kept = z.enum(keptResults, { error: () => m.commitments_error_result() });

/** How the author says it was kept. */
export const selfReviewForm = z.object({
	result: kept,
	text: text(5_000).min(1, { error: () => m.commitments_error_ownText() }),
});

/** How the commander finds it was kept. */
export const findingForm = z.object({
	result: kept,
	comment: text(2_000).min(1, { error: () => m.commitments_error_finding() }),
});

function text(longest: number) {
	return z
		.string()
		.trim()
		.max(longest, { error: () => m.commitments_error_tooLong({ longest }) });
}

function day(words: () => string) {
	return z.string().transform((typed, about) => {
		const read = parseDate(typed);
		if (!read) about.issues.push({ code: 'custom', message: words(), input: typed });
		return read ?? z.NEVER;
	});
}
