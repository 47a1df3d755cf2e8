import { expect, test } from 'vitest';
import { bundle, readBundle, readTilePath, tilePath, tilesOf, type Tile } from './tile.ts';

test.each<[Tile, string]>([
	[{ level: 0, number: 0, width: 256 }, 'tile/0/000'],
	[{ level: 1, number: 999, width: 17 }, 'tile/1/999.p/17'],
	[{ level: 0, number: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
	[{ level: 'entries', number: 1000, width: 1 }, 'tile/entries/x001/000.p/1'],
])('%o is at %s', (tile, path) => {
	expect(tilePath(tile)).toBe(path);
	expect(readTilePath(path)).toEqual(tile);
});

test.each([
	'tile/00/000',
	'tile/64/000',
	'tile/0/0',
	'tile/0/x000/001',
	'tile/0/000.p/0',
	'tile/0/000.p/256',
	'tile/0/000.p/07',
	'tile/0/../000',
	'tile/0/001/000',
	'tile/0/000/',
])('nothing is at %s', (path) => {
	expect(readTilePath(path)).toBeUndefined();
});

test('70,000 leaves have the tiles that the specification counts', () => {
	const widths = (level: number) => [...tilesOf(70_000, level)].map(({ width }) => width);
	expect(widths(0)).toEqual([...Array<number>(273).fill(256), 112]);
	expect(widths(1)).toEqual([256, 17]);
	expect(widths(2)).toEqual([1]);
	expect(widths(3)).toEqual([]);
	expect([...tilesOf(256, 1)]).toEqual([{ level: 1, number: 0, width: 1 }]);
});

test('a bundle is read as it was written, and not when it is cut', () => {
	const entries = ['', 'a', 'é'.repeat(500)].map((text) => Buffer.from(text));
	expect(readBundle(bundle(entries))).toEqual(entries);
	expect(() => readBundle(bundle(entries).subarray(0, -1))).toThrow('cut off');
	expect(() => readBundle(Buffer.of(0))).toThrow('cut off');
});
