import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { aNumber, anId, chosenId, chosenIds, idOf, isUuid } from './chosen.ts';

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

test('an address names a row by its id, or by a number that a column can hold, and by nothing else', async () => {
	const app = new Hono().get(`/don-vi/${aNumber('unit')}/ho-so/${anId()}`, (c) => c.text(c.req.param('id')!));
	const id = '0192a3b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b';
	const answered = async (path: string) => (await app.request(path)).status;
	expect(isUuid(id)).toBe(true);
	expect(await answered(`/don-vi/12/ho-so/${id}`)).toBe(200);
	for (const other of [id.toUpperCase(), id.slice(1), `${id}0`, id.replace('-', '')]) {
		expect(isUuid(other)).toBe(false);
		expect(await answered(`/don-vi/12/ho-so/${other}`)).toBe(404);
	}
	for (const other of ['x', '1.5', '-1', '1234567890'])
		expect(await answered(`/don-vi/${other}/ho-so/${id}`)).toBe(404);
});
