import { expect, test } from 'vitest';
import { canMove, planStates, printedNumber, symbolOf, type PlanMove } from './plan.ts';

test.each<[PlanMove, string[]]>([
	['submit', ['draft']],
	['return', ['inReview']],
	['sign', ['inReview']],
	['issue', ['signed']],
	['amend', ['issued', 'amended']],
	['replace', ['issued', 'amended', 'closed']],
	['close', ['issued', 'amended']],
])('a plan can be moved by “%s” only from %j', (move, from) => {
	expect(planStates.filter((state) => canMove(state, move))).toEqual(from);
});

test('a number below ten is printed with a leading zero', () => {
	expect(printedNumber({ number: 5, symbol: 'KH-BCA' })).toBe('05/KH-BCA');
	expect(printedNumber({ number: 337, symbol: 'KH-BCA' })).toBe('337/KH-BCA');
	expect(printedNumber({ number: null, symbol: null })).toBe('');
});

test('the symbol is made of the short name of the issuer', () => {
	expect(symbolOf('CAT')).toBe('KH-CAT');
	expect(symbolOf(' Ca tỉnh ')).toBe('KH-CATỈNH');
});
