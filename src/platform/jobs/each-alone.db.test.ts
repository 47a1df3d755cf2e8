import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { House } from '../call.ts';
import { testHouse } from '../testing.ts';
import { eachAlone } from './each-alone.ts';

let house: House;
let now = new Date('2026-03-10T03:00:00Z');
beforeEach(async () => {
	house = await testHouse({ clock: () => now });
});

const cannot = new Set<string>();
/** One turn of a list of two at a time; tells what was listed and what was done. */
async function turn() {
	const [listed, done]: [string[], string[]] = [[], []];
	await eachAlone(
		house,
		'test',
		async (_call, resting) => {
			listed.push(...['a', 'b', 'c', 'd'].filter((id) => !resting.includes(id)).slice(0, 2));
			return listed;
		},
		async (call, id) => {
			if (cannot.has(id)) await sql`select 1 / 0`.execute(call.db);
			done.push(id);
		},
	);
	return { listed, done };
}

test('what cannot be done holds up nothing, rests, and is tried again later', async () => {
	for (const id of ['a', 'b']) cannot.add(id);
	expect(await turn()).toEqual({ listed: ['a', 'b'], done: [] });
	expect(await turn()).toEqual({ listed: ['c', 'd'], done: ['c', 'd'] });
	now = new Date(now.getTime() + 6_000);
	cannot.delete('b');
	expect(await turn()).toEqual({ listed: ['a', 'b'], done: ['b'] });
	now = new Date(now.getTime() + 6_000);
	expect((await turn()).listed, 'longer each time').toEqual(['b', 'c']);
	now = new Date(now.getTime() + 60 * 60 * 1000);
	cannot.clear();
	expect((await turn()).done).toEqual(['a', 'b']);
});

test('when the database is away, it is not the fault of one', async () => {
	const tried: string[] = [];
	const away = eachAlone(
		house,
		'test',
		async () => ['a', 'b'],
		async (_call, id) => {
			tried.push(id);
			throw Object.assign(new Error('terminating connection'), { code: '57P01' });
		},
	);
	await expect(away).rejects.toThrow('terminating connection');
	expect(tried).toEqual(['a']);
});
