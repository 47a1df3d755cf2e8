import { z } from 'zod';
import { m, parseDate, parseNumber } from '#words';

const whole = (least: number, most: number) =>
	z.string().transform((typed, about) => {
		const value = parseNumber(typed);
		if (value !== undefined && Number.isInteger(value) && value >= least && value <= most) return value;
		about.issues.push({
			code: 'custom',
			message: m.feedback_clock_error_number({ least: String(least), most: String(most) }),
			input: typed,
		});
		return z.NEVER;
	});

const counts = z.enum(['days', 'workingDays']).transform((unit) => unit === 'workingDays');

/** A new version of a deadline, as it is typed. */
export const profileForm = z.object({
	from: z.string().transform((typed, about) => {
		const day = parseDate(typed);
		if (day) return day;
		about.issues.push({ code: 'custom', message: m.feedback_clock_error_date(), input: typed });
		return z.NEVER;
	}),
	basis: z
		.string()
		.trim()
		.min(10, { error: () => m.feedback_clock_error_basis() })
		.max(1000, { error: () => m.feedback_clock_error_basis() }),
	firstLookHours: whole(1, 200),
	acceptDays: z.union([z.literal('').transform(() => null), whole(1, 60)]),
	acceptCounts: counts,
	settleDays: whole(1, 365),
	settleCounts: counts,
	extensionDays: whole(0, 365),
	mostExtensions: whole(0, 3),
	suspendDays: z.union([z.literal('').transform(() => null), whole(1, 365)]),
});

export const calendarForm = z.object({
	days: z.string().max(100_000),
	decidedBy: z
		.string()
		.trim()
		.min(10, { error: () => m.feedback_clock_error_basis() })
		.max(500, { error: () => m.feedback_clock_error_basis() }),
});
