import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakdowns, spreadOf, tablesOf, tells, type CaseFacts, type Line } from './tables.ts';

const one = (more: Partial<CaseFacts> = {}): CaseFacts => ({
	kind: 'opinion',
	topic: 'manner',
	channel: 'portal',
	body: '25',
	level: 1,
	firstLookHours: 3,
	answerDays: 8,
	onTime: true,
	transferred: false,
	objected: false,
	reopened: false,
	upheld: false,
	rectificationsOrdered: 0,
	rectificationsVerified: 0,
	rated: null,
	...more,
});
const many = (count: number, more: Partial<CaseFacts> = {}) => Array.from({ length: count }, () => one(more));

describe('tables of a quarter', () => {
	test('count what was received, answered, on time, upheld and rated', () => {
		const { sum } = tablesOf([...many(40, { rated: 5 }), ...many(20, { onTime: false, upheld: true })], 10);
		expect(sum).toMatchObject({
			received: 60,
			answered: 60,
			onTime: 40,
			onTimePercent: 67,
			upheld: 20,
			rated: 40,
			satisfiedPercent: 100,
		});
		expect(sum.answer).toEqual({ median: 8, p90: 8 });
	});

	test('a body with four cases is kept back, and the next smallest with it', () => {
		const { body } = tablesOf(
			[...many(4, { body: '01' }), ...many(40, { body: '25' }), ...many(90, { body: '26' })],
			10,
		);
		expect(body.map(({ key, received }) => [key, received])).toEqual([
			['01', null],
			['25', null],
			['26', 90],
		]);
		expect(body[0]).toMatchObject({ answered: null, firstLook: null, upheld: null });
	});

	test('one line that keeps back how many were upheld makes the sum of it kept back too', () => {
		const { sum, body } = tablesOf(
			[
				...many(50, { body: '01' }),
				...many(3, { body: '01', upheld: true }),
				...many(30, { body: '25', upheld: true }),
				...many(30, { body: '25' }),
			],
			10,
		);
		expect(body.map((line) => line.upheld)).toEqual([null, 30]);
		expect(sum.upheld).toBeNull();
		expect(sum.received).toBe(113);
	});

	test('of fewer than thirty there is no rate', () => {
		expect(tablesOf(many(29), 10).sum).toMatchObject({ onTime: 29, onTimePercent: null });
	});
});

const facts = fc.record({
	kind: fc.constantFrom('opinion' as const, 'praise' as const, 'sealed' as const),
	topic: fc.constantFrom('manner' as const, 'ethics' as const, null),
	body: fc.constantFrom('01', '25', '26', '31'),
	level: fc.constantFrom(0, 1, null),
	answerDays: fc.option(fc.nat(40)),
	onTime: fc.boolean(),
	upheld: fc.boolean(),
	objected: fc.boolean(),
	rated: fc.option(fc.integer({ min: 1, max: 5 })),
});

/** Blocks of equal cases: so there are large groups beside small ones. */
const blocks = fc.tuple(facts, fc.oneof(fc.nat(12), fc.nat(60)));

test('P-5: no cell from 1 to 9 is shown or can be worked out from the sum that is shown', () => {
	fc.assert(
		fc.property(fc.array(blocks, { maxLength: 12 }), (cases) => {
			const whole = cases.flatMap(([more, times]) => many(times, more));
			const tables = tablesOf(whole, 10);
			for (const by of breakdowns) {
				for (const column of ['received', 'answered', 'upheld', 'objected', 'rated'] as const) {
					const shown = tables[by].map((line) => line[column]);
					for (const cell of shown) expect(cell === null || cell === 0 || cell >= 10).toBe(true);
					if (tables.sum[column] === null) continue;
					const actual = tables[by].map(
						({ key }) => whole.filter((each) => String(each[by] ?? 'none') === key && fits(each, column)).length,
					);
					expect(tells(actual, shown, 10)).toBe(false);
				}
			}
		}),
		{ numRuns: 300 },
	);
});

const fits = (each: CaseFacts, column: keyof Line): boolean =>
	column === 'received' ||
	(column === 'answered' && each.answerDays !== null) ||
	(column === 'upheld' && each.upheld) ||
	(column === 'objected' && each.objected) ||
	(column === 'rated' && each.rated !== null);

test('median and 90th percentile are those of the nearest rank', () => {
	const values = Array.from({ length: 20 }, (_, at) => at + 1);
	expect(spreadOf([...values, null], 10)).toEqual({ median: 10, p90: 18 });
	expect(spreadOf(values.slice(0, 9), 10)).toBeNull();
});
