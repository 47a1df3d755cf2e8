import { expect, test } from 'vitest';
import { dayIn, formatDate, formatDateTime, formatPeriod, parseDate } from './dates.ts';

test.each([
	['1/3/2025', '2025-03-01'],
	['01-03-2025', '2025-03-01'],
	['1.3.25', '2025-03-01'],
	['1 3 2025', '2025-03-01'],
	['2025-03-01', '2025-03-01'],
	['2025/3/1', '2025-03-01'],
	['010325', '2025-03-01'],
	['01032025', '2025-03-01'],
	[' ngày 1 tháng 3 năm 2025 ', '2025-03-01'],
	['5/9/85', '1985-09-05'],
	['29/2/2024', '2024-02-29'],
])('%s is read as %s', (typed, day) => expect(parseDate(typed)).toBe(day));

test.each(['', '29/2/2025', '31/4/2025', '13/13/2025', '0/1/2025', '1/2025', '1/3/20255', 'mai', '1/3/0000'])(
	'“%s” is no date',
	(typed) => expect(parseDate(typed)).toBeUndefined(),
);

test('a date has no time zone, an instant is shown as it is in Viet Nam', () => {
	expect(formatDate('2017-03-24')).toBe('24/03/2017');
	expect(formatDate(new Date('2017-03-23T17:00:00Z'))).toBe('24/03/2017');
	expect(formatDate('2017-03-23T16:59:59Z')).toBe('23/03/2017');
	expect(dayIn(new Date('2016-12-31T17:00:00Z'))).toBe('2017-01-01');
	expect(formatDateTime('2017-03-23T17:05:00Z')).toBe('00:05, 24/03/2017');
});

test('every instant is shown as the history of the zone has it', () => {
	const zone = new Intl.DateTimeFormat('en-GB', {
		timeZone: 'Asia/Ho_Chi_Minh',
		dateStyle: 'short',
		timeStyle: 'short',
	});
	const told = (at: Date) => zone.format(at).replace(/(.*), (.*)/, '$2, $1');
	for (let day = Date.parse('1950-01-01T16:59:00Z'); day < Date.parse('2060-01-01'); day += 997 * 3_600_000 + 61_000)
		expect(formatDateTime(new Date(day))).toBe(told(new Date(day)));
	for (const edge of ['1975-06-12T15:59:59Z', '1975-06-12T16:00:00Z', '1975-06-13T23:59:59Z', '1975-06-14T00:00:00Z'])
		expect(formatDateTime(edge)).toBe(told(new Date(edge)));
});

test('nothing is shown for no date', () => {
	expect(formatDate(null)).toBe('');
	expect(formatDateTime(undefined)).toBe('');
	expect(formatPeriod('2025-01-01', null)).toBe('01/01/2025 –');
});
