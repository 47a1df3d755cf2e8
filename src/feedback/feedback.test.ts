import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOver, isPaused, mayBecome, roundedInstant, states, transitions, type State } from './feedback.ts';

test('from every state there is a way to an end', () => {
	const ends = (from: State, seen: State[] = []): boolean =>
		isOver(from) || transitions.some(([a, b]) => a === from && !seen.includes(b) && ends(b, [...seen, from]));
	for (const state of states) expect([state, ends(state)]).toEqual([state, true]);
});

test('only the sender withdraws, objects and reopens', () => {
	const own = transitions.filter(([, to]) => ['withdrawn', 'objected', 'reopened', 'satisfied'].includes(to));
	expect(own.length).toBeGreaterThan(10);
	expect(own.every(([, , bySender]) => bySender)).toBe(true);
});

test('the sender may withdraw in every open state, and object to every answer', () => {
	for (const state of ['received', 'screened', 'assigned', 'inProgress', 'awaitingSender', 'suspended'] as const)
		expect(mayBecome(state, 'withdrawn', true)).toBe(true);
	for (const state of ['guided', 'answered', 'silent', 'closed'] as const)
		expect(mayBecome(state, 'objected', true)).toBe(true);
});

test('a case that stands still has been given to somebody, and goes on where it stood', () => {
	for (const [from, to] of transitions.filter(([, to]) => isPaused(to)))
		expect(transitions.some(([a, b]) => a === to && b === from)).toBe(true);
});

test('a transfer that is not taken comes back to the desk; it never ends there', () => {
	expect(
		transitions
			.filter(([from]) => from === 'transferOffered')
			.map(([, to]) => to)
			.toSorted(),
	).toEqual(['screened', 'withdrawn']);
});

test('times are kept to the hour, of sealed cases to the day in Viet Nam', () => {
	fc.assert(
		fc.property(fc.date({ min: new Date('2016-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), (at) => {
			const hour = roundedInstant(at, false);
			expect(hour.getTime()).toBeLessThanOrEqual(at.getTime());
			expect(hour.toISOString().slice(13)).toBe(':00:00.000Z');
			expect(roundedInstant(at, true).toISOString().slice(10)).toBe('T17:00:00.000Z');
		}),
	);
});
