import { z } from 'zod';
import { m, parseDate, parseNumber } from '#words';

/** One or more lines of text; what is longer than a person writes is refused with `tooLong`. */
export const text = (longest: number, tooLong: () => string = m.campaigns_text_long) =>
	z
		.string()
		.trim()
		.max(longest, { error: () => tooLong() });

/** A text that must be there. */
export const needed = (longest: number, missing: () => string, tooLong?: () => string) =>
	text(longest, tooLong).min(1, { error: () => missing() });

/** An optional text; nothing written is nothing. */
export const maybe = (longest: number) =>
	text(longest)
		.default('')
		.transform((typed) => typed || null);

/** Lines, empty ones left out: legal grounds. */
export const lines = () =>
	text(20_000)
		.default('')
		.transform((typed) =>
			typed
				.split('\n')
				.map((line) => line.trim())
				.filter(Boolean),
		);

/** A day as people write it, or nothing. */
export const day = () =>
	z
		.string()
		.default('')
		.transform((typed, about) => {
			if (typed.trim() === '') return null;
			const read = parseDate(typed);
			if (!read) about.issues.push({ code: 'custom', message: m.campaigns_date_wrong(), input: typed });
			return read ?? z.NEVER;
		});

export const neededDay = () =>
	day().transform((read, about) => {
		if (read !== null) return read;
		about.issues.push({ code: 'custom', message: m.campaigns_date_missing(), input: read });
		return z.NEVER;
	});

/** A number as people write it, not below nothing; or nothing. */
export const number = () =>
	z
		.string()
		.default('')
		.transform((typed, about) => {
			if (typed.trim() === '') return null;
			const read = parseNumber(typed);
			if (read !== undefined && read >= 0 && read < 1e12) return read;
			about.issues.push({ code: 'custom', message: m.campaigns_number_wrong(), input: typed });
			return z.NEVER;
		});

/** An id chosen from a list; nothing chosen is nothing. */
export const id = () =>
	z
		.string()
		.regex(/^\d{0,9}$/)
		.default('')
		.transform((typed) => Number(typed) || null);

/** Ticked ids. */
export const ids = () =>
	z
		.array(
			z
				.string()
				.regex(/^\d{1,9}$/)
				.transform(Number),
		)
		.default([]);
