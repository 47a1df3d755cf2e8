import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseFacts } from './columns.ts';
import { quarterRows } from './quarter-csv.ts';
import { breakdowns, spreadOf, tablesOf, type Line } from './tables.ts';

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

	test('orders that are kept back are not what is left of their sum, in no breakdown', () => {
		const ordered = (body: string, count: number) => [
			...many(50 - count, { body }),
			...many(count, { body, rectificationsOrdered: 1 }),
		];
		const { sum, body, kind } = tablesOf([...ordered('01', 12), ...ordered('25', 15), ...ordered('26', 3)], 10);
		expect(body.map((line) => line.rectificationsOrdered)).toEqual([12, 15, null]);
		expect([sum.rectificationsOrdered, kind[0]!.rectificationsOrdered]).toEqual([null, null]);
	});

	test('how few are left without an answer is not told by the sum either', () => {
		const answered = (body: string, count: number) => [
			...many(count, { body }),
			...many(50 - count, { body, answerDays: null }),
		];
		const { sum, body } = tablesOf([...answered('01', 47), ...answered('25', 48), ...answered('26', 30)], 10);
		expect(body.map((line) => line.answered)).toEqual([null, null, 30]);
		expect([sum.received, sum.answered, sum.onTimePercent]).toEqual([150, null, null]);
	});

	test('a percent of a sum does not tell the few of whom there is none', () => {
		const { sum, rated } = ((tables) => ({ sum: tables.sum, rated: tables.body.map((line) => line.satisfiedPercent) }))(
			tablesOf([...many(100, { body: '01', rated: 5 }), ...many(12, { body: '25', rated: 2 })], 10),
		);
		expect(rated).toEqual([100, null]);
		expect([sum.rated, sum.satisfiedPercent]).toEqual([112, null]);
	});

	test('a median tells no count that is kept back, nor that it was of all but a few', () => {
		const few = tablesOf([...many(10), one({ answerDays: null, firstLookHours: null })], 10).sum;
		expect(few).toMatchObject({ received: 11, answered: null, answer: null, firstLook: null });
		const shared = tablesOf(
			[...many(40, { body: '01' }), ...many(47, { body: '25' }), ...many(3, { body: '25', answerDays: null })],
			10,
		);
		expect(shared.body.map(({ answered, answer }) => [answered, answer])).toEqual([
			[40, { median: 8, p90: 8 }],
			[null, null],
		]);
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
	rectificationsOrdered: fc.constantFrom(0, 1),
});

/** Blocks of equal cases: so there are large groups beside small ones. */
const blocks = fc.tuple(facts, fc.oneof(fc.nat(12), fc.nat(60)));

test('P-5: no cell from 1 to 9, nor what is left of its whole, is shown or can be worked out from the sum', () => {
	fc.assert(
		fc.property(fc.array(blocks, { maxLength: 12 }), (cases) => {
			const whole = cases.flatMap(([more, times]) => many(times, more));
			const tables = tablesOf(whole, 10);
			for (const { answered, answer } of [tables.sum, ...breakdowns.flatMap((by) => tables[by])])
				expect(answered === null && answer !== null).toBe(false);
			for (const by of breakdowns) {
				const groups = tables[by].map(({ key }) => whole.filter((each) => String(each[by] ?? 'none') === key));
				for (const column of [
					'received',
					'answered',
					'upheld',
					'objected',
					'rated',
					'rectificationsOrdered',
				] as const) {
					const shown = tables[by].map((line) => line[column]);
					for (const cell of shown) expect(cell === null || cell === 0 || cell >= 10).toBe(true);
					if (tables.sum[column] === null) {
						// Nobody adds up another breakdown instead.
						expect(whole.length === 0 || shown.includes(null), `${by} ${column}`).toBe(true);
						continue;
					}
					const hidden = groups.filter((_, at) => shown[at] === null);
					const among = (fits: (each: CaseFacts) => boolean) => hidden.flat().filter(fits).length;
					const part = among((each) => fits(each, column));
					if (hidden.length > 0) expect([hidden.length > 1, part >= 10], `${by} ${column}`).toEqual([true, true]);
					if (column === 'received' || column === 'rectificationsOrdered') continue;
					const left = among((each) => column === 'answered' || column === 'rated' || fits(each, 'answered')) - part;
					expect(hidden.length > 0 && left > 0 && left < 10, `${by} ${column}`).toBe(false);
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
	(column === 'rectificationsOrdered' && each.rectificationsOrdered > 0) ||
	(column === 'rated' && each.rated !== null);

test('median and 90th percentile are those of the nearest rank', () => {
	const values = Array.from({ length: 20 }, (_, at) => at + 1);
	expect(spreadOf([...values, null], 10)).toEqual({ median: 10, p90: 18 });
	expect(spreadOf(values.slice(0, 9), 10)).toBeNull();
});

test('as a file, a quarter says what its page says: the sum first, every line of every breakdown, what is kept back empty', () => {
	const tables = tablesOf([...many(4, { body: '01' }), ...many(40, { body: '25' }), ...many(90, { body: '26' })], 10);
	const [head, sum, ...lines] = quarterRows(tables);
	const at = (name: string) => head!.indexOf(name);
	expect(new Set(lines.map((line) => line.length))).toEqual(new Set([head!.length]));
	expect([sum![0], sum![at('received')], sum![at('answer_days_median')]]).toEqual(['sum', 134, 8]);
	expect(
		lines.filter(([by]) => by === 'body').map((line) => [line[1], line[at('received')], line[at('answer_days_p90')]]),
	).toEqual([
		['01', null, null],
		['25', null, null],
		['26', 90, 8],
	]);
	expect(lines).toHaveLength(breakdowns.reduce((count, by) => count + tables[by].length, 0));
});
