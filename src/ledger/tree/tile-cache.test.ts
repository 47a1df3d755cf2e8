import { expect, test } from 'vitest';
import { someLeaves } from '../testing.ts';
import { completeRoot, pyramidOf, rootIn } from './pyramid.ts';
import { tileCache } from './tile-cache.ts';

test('a pyramid has the root over each two, four, eight … of its hashes', () => {
	const hashes = someLeaves(13);
	const pyramid = pyramidOf(hashes);
	expect(pyramid.map(({ length }) => length / 32)).toEqual([13, 6, 3, 1]);
	expect(rootIn(pyramid, 2, 1)).toEqual(completeRoot(hashes.slice(4, 8)));
	expect(rootIn(pyramid, 3, 0)).toEqual(completeRoot(hashes.slice(0, 8)));
});

test('a cache keeps what was asked for last, and nothing that failed', async () => {
	const made: string[] = [];
	const cache = tileCache(2);
	const ask = (name: string) =>
		cache.get(name, async () => {
			made.push(name);
			return pyramidOf(someLeaves(1));
		});
	for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(name);
	expect(made).toEqual(['a', 'b', 'c', 'b']);
	await expect(cache.get('d', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
	await ask('d');
	expect(made.at(-1)).toBe('d');
});
