import { expect, test } from 'vitest';
import { askedOnce } from './asked-once.ts';
import type { Call } from './call.ts';

const aCall = () => ({}) as Call;

test('a call asks once, another one asks anew, and what failed is not asked again', async () => {
	let asked = 0;
	const ask = askedOnce(async () => ++asked);
	const [one, other] = [aCall(), aCall()];
	expect(await Promise.all([ask(one), ask(one), ask(other)])).toEqual([1, 1, 2]);

	const fail = askedOnce(async () => {
		asked++;
		throw new Error('no');
	});
	await expect(fail(one)).rejects.toThrow('no');
	await expect(fail(one)).rejects.toThrow('no');
	expect(asked).toBe(3);
});
