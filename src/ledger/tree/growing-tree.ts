import { emptyRoot, nodeHash, type Hash } from './hashing.ts';
import { completeRoot } from './pyramid.ts';

/** How many hashes a tile has: 2^8. */
export const tileWidth = 256;

/** Root of a complete tree over 256^level leaves. */
export type Node = { level: number; index: number; hash: Hash };

/** A tree that grows to the right and remembers only its right edge. */
export type GrowingTree = {
	size: number;
	/** Adds the hash of a leaf; answers the nodes above the lowest level that it completes. */
	add(leaf: Hash): Node[];
	root(): Hash;
};

/**
 * @param edge of each level the hashes of its last, unfinished tile, from the lowest up: what a tree of this size is
 * continued from
 */
export function growTree(size = 0, edge: readonly (readonly Hash[])[] = []): GrowingTree {
	const levels = edge.map((hashes) => [...hashes]);
	const tree: GrowingTree = {
		size,
		add(leaf) {
			const completed: Node[] = [];
			let hash = leaf;
			let index = tree.size;
			for (let level = 0; ; level++) {
				if (level > 0) completed.push({ level, index, hash });
				const tile = (levels[level] ??= []);
				tile.push(hash);
				if (tile.length < tileWidth) break;
				hash = completeRoot(tile);
				levels[level] = [];
				index = Math.floor(index / tileWidth);
			}
			tree.size += 1;
			return completed;
		},
		root() {
			const peaks = levels.toReversed().flatMap(peaksOf);
			return peaks.length === 0 ? emptyRoot() : peaks.reduceRight((right, left) => nodeHash(left, right));
		},
	};
	return tree;
}

/** From where to where the unfinished tile of a level reaches in a tree of this size. */
export function edgeOf(size: number, level: number): { from: number; to: number } {
	const to = Math.floor(size / tileWidth ** level);
	return { from: to - (to % tileWidth), to };
}

/** The complete trees that the hashes of a tile form, the largest first: one for each bit of their number. */
function peaksOf(hashes: readonly Hash[]): Hash[] {
	const peaks: Hash[] = [];
	let from = 0;
	for (let width = tileWidth / 2; width >= 1; width /= 2) {
		if (from + width > hashes.length) continue;
		peaks.push(completeRoot(hashes.slice(from, from + width)));
		from += width;
	}
	return peaks;
}
