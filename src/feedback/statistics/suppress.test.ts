import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partShown, rateShown, suppressed } from './suppress.ts';

const counts = fc.array(fc.oneof(fc.nat(12), fc.nat(200)), { minLength: 1, maxLength: 12 });

describe('a column of counts', () => {
	test('a single small cell takes the next smallest with it', () => {
		expect(suppressed([4, 100, 50], 10)).toEqual({ cells: [null, 100, null], sum: 154 });
	});

	test('zeros are shown, large cells too', () => {
		expect(suppressed([0, 40, 60], 10)).toEqual({ cells: [0, 40, 60], sum: 100 });
	});

	test('two small cells that are small together take a third', () => {
		expect(suppressed([3, 2, 80, 30], 10)).toEqual({ cells: [null, null, 80, null], sum: 115 });
	});

	test('a small whole is kept back, and all of it', () => {
		expect(suppressed([0, 4, 2], 10)).toEqual({ cells: [0, null, null], sum: null });
	});

	test('where nothing is left to hide behind, the sum goes', () => {
		expect(suppressed([4, 0], 10).sum).toBeNull();
	});

	test('nothing that is kept back can be worked out, whatever the table', () => {
		fc.assert(
			fc.property(counts, (counts) => {
				const { cells, sum } = suppressed(counts, 10);
				counts.forEach((count, at) => {
					if (count > 0 && count < 10) expect(cells[at]).toBeNull();
					else if (cells[at] !== null) expect(cells[at]).toBe(count);
				});
				const hidden = counts.filter((_, at) => cells[at] === null);
				if (hidden.length === 0 || sum === null) return;
				// Who knows all that is shown knows the sum of what is hidden, and no more than that.
				expect(hidden.length).toBeGreaterThanOrEqual(2);
				expect(hidden.reduce((total, count) => total + count, 0)).toBeGreaterThanOrEqual(10);
			}),
			{ numRuns: 1000 },
		);
	});

	test('a sum that is shown is the sum', () => {
		fc.assert(
			fc.property(counts, (counts) => {
				const { sum } = suppressed(counts, 10);
				if (sum !== null) expect(sum).toBe(counts.reduce((total, count) => total + count, 0));
			}),
		);
	});
});

describe('a part of a whole', () => {
	test('is kept back when it, or what is left, is small', () => {
		expect(partShown(3, 100, 10)).toBeNull();
		expect(partShown(95, 100, 10)).toBeNull();
		expect(partShown(50, 100, 10)).toBe(50);
		expect(partShown(100, 100, 10)).toBe(100);
		expect(partShown(0, 100, 10)).toBe(0);
		expect(partShown(5, null, 10)).toBeNull();
	});

	test('a rate needs thirty', () => {
		expect(rateShown(10, 29)).toBeNull();
		expect(rateShown(10, 30)).toBe(33);
		expect(rateShown(null, 300)).toBeNull();
	});
});
