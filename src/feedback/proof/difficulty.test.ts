import { expect, test } from 'vitest';
import { cost, countingMinutes, tries, triesFor, weakPhone } from './difficulty.ts';

test('a quiet day costs little, and more forms cost more, never less', () => {
	expect([0, 1, 60].map(triesFor)).toEqual([tries.quiet, tries.quiet, tries.quiet]);
	const loads = Array.from({ length: 600 }, (_, at) => triesFor(at));
	expect(loads).toEqual(loads.toSorted((a, b) => a - b));
	expect(triesFor(120)).toBe(2 * tries.quiet);
});

test('however many there are, a weak phone needs three seconds at most', () => {
	for (const opened of [240, 5_000, 1_000_000]) expect(triesFor(opened)).toBe(tries.most);
	// A fifth of a millisecond for each try besides its iterations.
	expect((tries.most * cost) / weakPhone + tries.most * 0.0002).toBeLessThanOrEqual(3);
});

test('what was opened more than a minute ago counts no more', () => {
	const opened = countingMinutes();
	const start = 60_000 * 1_000;
	for (let at = 1; at <= 100; at++) expect(opened(start)).toBe(at);
	expect(opened(start + 60_000)).toBe(101);
	expect(opened(start + 90_000)).toBe(52);
	expect(opened(start + 120_000)).toBe(3);
	expect(opened(start + 600_000)).toBe(1);
});
