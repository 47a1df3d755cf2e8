import { z } from 'zod';
import { chosenId, chosenIds } from '#platform';
import { m, parseDate, parseNumber } from '#words';
import { activityKinds } from './activity.ts';
import { studyDocumentKinds } from './study.store.ts';

/** What is said in planning an event; the owner stands in the address. */
export const planForm = z
	.object({
		kind: z.enum(activityKinds, { error: () => m.activities_error_kind() }),
		title: text(300).min(1, { error: () => m.activities_error_title() }),
		campaigns: chosenIds(),
		takesPlaceOn: z.string().transform((typed, about) => {
			const day = parseDate(typed);
			if (!day) about.issues.push({ code: 'custom', message: m.activities_error_date(), input: typed });
			return day ?? z.NEVER;
		}),
		begins: time(),
		ends: time(),
		place: text(300).default(''),
		chair: text(200).default(''),
		programme: text(20_000).default(''),
		participants: chosenIds(),
	})
	.refine(({ begins, ends }) => ends === null || (begins !== null && begins < ends), {
		path: ['ends'],
		error: () => m.activities_error_ends(),
	})
	.transform(({ campaigns, ...plan }) => ({ ...plan, campaignIds: campaigns }));

/** What was seen at an event: who of the list was there (`present[]`), why others were not (`reason_<member>`), numbers, the result. */
export const holdingForm = z.looseObject({
	present: z.array(z.string()).default([]),
	counted: count(),
	guests: count(),
	result: text(20_000).default(''),
});

export const cancelForm = z.object({ reason: text(500).min(1, { error: () => m.activities_error_reason() }) });

/** A document to study; the file, if it is one, comes beside. */
export const documentForm = z.object({
	unit: chosenId(m.activities_error_unit),
	campaign: chosenId(m.activities_error_campaign),
	kind: z.enum(studyDocumentKinds, { error: () => m.activities_error_kind() }),
	title: text(500).min(1, { error: () => m.activities_error_title() }),
	symbol: text(100).default(''),
	link: text(1_000)
		.regex(/^(https?:\/\/\S+)?$/, { error: () => m.activities_error_link() })
		.transform((link) => link || null)
		.default(null),
});

function text(longest: number) {
	return z
		.string()
		.trim()
		.max(longest, { error: () => m.activities_error_tooLong({ longest }) });
}

/** `9:30` or `9h30`, or nothing. */
function time() {
	return z
		.string()
		.default('')
		.transform((typed, about) => {
			const [, hour = '', minute = '00'] = /^([01]?\d|2[0-3])[:h.]?([0-5]\d)?$/.exec(typed.trim().toLowerCase()) ?? [];
			if (typed.trim() && !hour)
				about.issues.push({ code: 'custom', message: m.activities_error_time(), input: typed });
			return hour ? `${hour.padStart(2, '0')}:${minute}` : null;
		});
}

function count() {
	return z
		.string()
		.default('')
		.transform((typed, about) => {
			const read = typed.trim() === '' ? 0 : parseNumber(typed);
			if (read !== undefined && Number.isInteger(read) && read >= 0 && read <= 1_000_000) return read;
			about.issues.push({ code: 'custom', message: m.activities_error_count(), input: typed });
			return z.NEVER;
		});
}
