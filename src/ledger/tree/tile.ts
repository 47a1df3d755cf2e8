import { tileWidth } from './growing-tree.ts';

/** A tile of hashes at a level, or a bundle of entries; `width` below 256 when it is unfinished. */
export type Tile = { level: number | 'entries'; number: number; width: number };

/** `tile/0/x001/x234/067.p/8`, as c2sp.org/tlog-tiles has it. */
export function tilePath({ level, number, width }: Tile): string {
	const thousands = [number % 1000];
	for (let rest = Math.floor(number / 1000); rest > 0; rest = Math.floor(rest / 1000)) thousands.unshift(rest % 1000);
	const digits = thousands.map((each) => String(each).padStart(3, '0'));
	const last = digits.pop()!;
	const path = [...digits.map((each) => `x${each}`), last].join('/');
	return `tile/${level}/${path}${width < tileWidth ? `.p/${width}` : ''}`;
}

/** Reads the path of a tile; undefined when it is none, or written otherwise than {@link tilePath} does. */
export function readTilePath(path: string): Tile | undefined {
	const parts = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
	if (!parts) return undefined;
	const tile: Tile = {
		level: parts[1] === 'entries' ? 'entries' : Number(parts[1]),
		number: Number(parts[2]!.replace(/[x/]/g, '')),
		width: parts[3] === undefined ? tileWidth : Number(parts[3]),
	};
	const known = tile.level === 'entries' || tile.level <= 63;
	return known && tile.width > 0 && tilePath(tile) === path ? tile : undefined;
}

/** All tiles of hashes that a tree of this size has at a level. */
export function* tilesOf(size: number, level: number): Generator<Tile> {
	const hashes = Math.floor(size / tileWidth ** level);
	for (let from = 0; from < hashes; from += tileWidth)
		yield { level, number: from / tileWidth, width: Math.min(tileWidth, hashes - from) };
}

/** Entries as a bundle has them: each after its length in two bytes. */
export const bundle = (entries: readonly Buffer[]): Buffer =>
	Buffer.concat(
		entries.flatMap((entry) => {
			const length = Buffer.alloc(2);
			length.writeUInt16BE(entry.length);
			return [length, entry];
		}),
	);

/** Reads a bundle. Throws a RangeError when it ends in the middle of an entry. */
export function readBundle(bytes: Buffer): Buffer[] {
	const entries: Buffer[] = [];
	for (let at = 0; at < bytes.length;) {
		const end = at + 2 + (at + 2 <= bytes.length ? bytes.readUInt16BE(at) : bytes.length);
		if (end > bytes.length) throw new RangeError('bundle: an entry is cut off');
		entries.push(bytes.subarray(at + 2, end));
		at = end;
	}
	return entries;
}
