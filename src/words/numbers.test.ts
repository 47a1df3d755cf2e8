import { expect, test } from 'vitest';
import { formatMoney, formatNumber, formatPercent, parseNumber } from './numbers.ts';

test('numbers are written as the language writes them', () => {
	expect(formatNumber(1_234_567.89, 'vi')).toBe('1.234.567,89');
	expect(formatNumber(1_234_567.89, 'en')).toBe('1,234,567.89');
	expect(formatMoney(1_500_000.4, 'vi')).toBe('1.500.000 đồng');
	expect(formatMoney(1_500_000, 'en')).toBe('VND 1,500,000');
});

test.each([
	[45, 100, '45%'],
	[1, 3, '33%'],
	[0, 10, '0%'],
	[10, 10, '100%'],
	[999, 1000, '>99%'],
	[1, 1000, '<1%'],
	[12, 10, '120%'],
	[1, 0, '–'],
])('%i of %i is %s', (numerator, denominator, shown) =>
	expect(formatPercent(numerator, denominator, 'vi')).toBe(shown),
);

test('a finer share keeps its promise too', () => {
	expect(formatPercent(99_999, 100_000, 'vi', 1)).toBe('>99,9%');
	expect(formatPercent(1, 3, 'en', 1)).toBe('33.3%');
});

test.each([
	['1.234.567,89', 1_234_567.89],
	['1234', 1234],
	['1.234', 1234],
	['12.5', 12.5],
	['1,234,567.8', 1_234_567.8],
	['1 234 567', 1_234_567],
	['-3', -3],
	['0,5', 0.5],
])('a Vietnamese reader who types %s means %d', (typed, value) => expect(parseNumber(typed, 'vi')).toBe(value));

test.each(['', 'ba', '1.2.3', '1,2,3', '1e5', '--1', '1.', ','])('“%s” is no number', (typed) =>
	expect(parseNumber(typed, 'vi')).toBeUndefined(),
);

test('an English reader who types 1,234 means more than a thousand', () => {
	expect(parseNumber('1,234', 'en')).toBe(1234);
	expect(parseNumber('1,234', 'vi')).toBe(1.234);
});
