import { expect, test } from 'vitest';
import { chosenId, chosenIds, idOf } from './chosen.ts';

test('a row is chosen by a whole number that a column can hold', () => {
	expect(idOf('12')).toBe(12);
	expect(idOf('2147483647')).toBe(2_147_483_647);
	for (const typed of ['', '0', '-1', '1.5', '1e3', ' 7', '2147483648', '99999999999'])
		expect(idOf(typed)).toBeUndefined();
});

test('what cannot be meant is refused with the words of the field', () => {
	const field = chosenId(() => 'Chọn đơn vị.');
	expect(field.parse('7')).toBe(7);
	for (const typed of [undefined, '', '1.5', '99999999999']) {
		expect(field.safeParse(typed).error?.issues[0]?.message).toBe('Chọn đơn vị.');
	}
});

test('ticked rows count once each', () => {
	expect(chosenIds().parse(['3', '3', '03', '99999999999'])).toEqual([3]);
	expect(chosenIds().parse('4')).toEqual([4]);
	expect(chosenIds().parse(undefined)).toEqual([]);
});
