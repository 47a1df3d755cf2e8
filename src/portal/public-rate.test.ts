import { expect, test } from 'vitest';
import { publicPercent } from './public-rate.ts';

test('a group of fewer than thirty has no public rate', () => {
	expect(publicPercent(29, 29)).toBeUndefined();
	expect(publicPercent(0, 0)).toBeUndefined();
	expect(publicPercent(15, 30)).toBe(50);
});

test.each([
	[2, 3, 67],
	[999, 1000, 99],
	[1, 1000, 1],
	[0, 1000, 0],
	[1000, 1000, 100],
])('%i of %i hundred is told as %i percent', (numerator, denominator, percent) =>
	expect(publicPercent(numerator * 100, denominator * 100)).toBe(percent),
);

test('more signed than asked, after a re-organisation, is never more than all', () =>
	expect(publicPercent(41, 40)).toBe(100));
