import { expect, test } from 'vitest';
import { basisOf, runsOut } from './calendar-ends.ts';

const calendar = { toYear: 2027 };

test('a day after the last year of the calendar is said to be counted by its weekday, one before is not', () => {
	expect(basisOf('Luật', calendar, '2027-12-31')).toBe('Luật');
	expect(basisOf('Luật', calendar, '2028-01-03')).toMatch(/^Luật\. .*2027/);
});

test('the next calendar is asked for in the last half year, and after it', () => {
	expect(['2027-06-30', '2027-07-01', '2028-02-01'].map((day) => runsOut(calendar, day))).toEqual([false, true, true]);
});
