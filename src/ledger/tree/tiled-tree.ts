import { tileWidth } from './growing-tree.ts';
import { nodeHash, type Hash } from './hashing.ts';
import { pyramidOf, rootIn } from './pyramid.ts';
import { consistencyRanges, inclusionRanges, split, type Range } from './ranges.ts';
import { tileCache, type TileCache } from './tile-cache.ts';

/** Gives the first `width` hashes of a tile. */
export type ReadTile = (level: number, number: number, width: number) => Promise<readonly Hash[]>;

/** A tree that is read from its tiles. */
export type TiledTree = {
	root(): Promise<Hash>;
	/** Throws a RangeError for an index that the tree does not have. */
	inclusionProof(index: number): Promise<Hash[]>;
	/** That the tree of `first` leaves begins this one. Throws a RangeError when it is not smaller. */
	consistencyProof(first: number): Promise<Hash[]>;
};

/** @param cache tiles that were read already, for this log or for all sizes of it: what has a name and a width never changes */
export function tiledTree(size: number, read: ReadTile, cache: TileCache = tileCache(tileWidth)): TiledTree {
	/** The root over `2^power` leaves: a node within one tile. */
	const complete = async (power: number, from: number): Promise<Hash> => {
		const level = Math.floor(power / 8);
		const first = from / tileWidth ** level;
		const number = Math.floor(first / tileWidth);
		const width = Math.min(tileWidth, Math.floor(size / tileWidth ** level) - number * tileWidth);
		const pyramid = await cache.get(`${level}/${number}.${width}`, async () =>
			pyramidOf(await read(level, number, width)),
		);
		return rootIn(pyramid, power % 8, (first - number * tileWidth) / 2 ** (power % 8));
	};
	const hashOf = async ({ from, to }: Range): Promise<Hash> => {
		const power = Math.log2(to - from);
		if (Number.isInteger(power)) return complete(power, from);
		const middle = split(from, to);
		const [left, right] = await Promise.all([hashOf({ from, to: middle }), hashOf({ from: middle, to })]);
		return nodeHash(left, right);
	};
	return {
		root: () => hashOf({ from: 0, to: size }),
		async inclusionProof(index) {
			if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} among ${size}`);
			return Promise.all(inclusionRanges(index, size).map(hashOf));
		},
		async consistencyProof(first) {
			if (!(first >= 0 && first <= size)) throw new RangeError(`${first} leaves are not among ${size}`);
			return Promise.all(consistencyRanges(first, size).map(hashOf));
		},
	};
}
