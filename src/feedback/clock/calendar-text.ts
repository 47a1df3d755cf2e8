import { m, parseDate } from '#words';
import type { NamedDay } from './rules.store.ts';

/**
 * The named days of a calendar as text, one a line, as people keep such lists: `02/09/2026; nghỉ; Quốc khánh`, with `; chưa xác nhận` where
 * the yearly decision was not seen.
 */
export const calendarText = (days: readonly NamedDay[]): string =>
	days
		.map(({ day, working, name, confirmed }) =>
			[
				day.split('-').toReversed().join('/'),
				working ? 'làm' : 'nghỉ',
				name,
				...(confirmed ? [] : ['chưa xác nhận']),
			].join('; '),
		)
		.join('\n');

/** Reads such a text. Wrong lines are named by their number, in the reader's words. */
export function readCalendarText(text: string): { days: NamedDay[]; wrong: string[] } {
	const days = new Map<string, NamedDay>();
	const wrong: string[] = [];
	text.split('\n').forEach((line, at) => {
		if (line.trim() === '') return;
		const [date = '', kind = '', name = '', note = ''] = line.split(';').map((part) => part.trim().normalize('NFC'));
		const day = parseDate(date);
		const working = kinds.get(kind.toLowerCase());
		const problem = !day
			? m.feedback_clock_error_date()
			: working === undefined
				? m.feedback_clock_error_kind()
				: name === '' || name.length > 200
					? m.feedback_clock_error_name()
					: days.has(day)
						? m.feedback_clock_error_twice()
						: undefined;
		if (problem) wrong.push(m.feedback_clock_error_line({ line: String(at + 1), problem }));
		else days.set(day!, { day: day!, working: working!, name, confirmed: note === '' });
	});
	return { days: [...days.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)), wrong };
}

const kinds = new Map([
	['nghỉ', false],
	['làm', true],
	['off', false],
	['work', true],
]);
