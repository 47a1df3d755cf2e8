import { expect, test } from 'vitest';
import { naiveTree, someLeaves } from '../testing.ts';
import { edgeOf, growTree, tileWidth, type Node } from './growing-tree.ts';
import type { Hash } from './hashing.ts';
import { provesConsistency, provesInclusion } from './proof.ts';
import { consistencyRanges, inclusionRanges } from './ranges.ts';
import { tiledTree } from './tiled-tree.ts';

const most = 1000;
const leaves = someLeaves(most);
const hashOf = naiveTree(leaves);
const rootOf = (size: number): Hash => hashOf({ from: 0, to: size });
const sizes = Array.from({ length: most }, (_, at) => at + 1);

const nodes: Node[] = [];
const grown = growTree();
const roots = leaves.map((leaf) => {
	nodes.push(...grown.add(leaf));
	return grown.root();
});
const levels = [leaves, nodes.filter(({ level }) => level === 1).map(({ hash }) => hash)];

test('every size up to 1,000 has the root that the definition gives', { timeout: 60_000 }, () => {
	expect(sizes.filter((size) => !roots[size - 1]!.equals(rootOf(size)))).toEqual([]);
});

test('every size is continued from its right edge', { timeout: 60_000 }, () => {
	const wrong = sizes.filter((size) => {
		const edge = levels.map((hashes, level) => {
			const { from, to } = edgeOf(size - 1, level);
			return hashes.slice(from, to);
		});
		const continued = growTree(size - 1, edge);
		continued.add(leaves[size - 1]!);
		return !continued.root().equals(rootOf(size));
	});
	expect(wrong).toEqual([]);
});

test(
	'of every size, proofs of leaves hold, and hold for no other leaf, place, size or proof',
	{ timeout: 60_000 },
	() => {
		const wrong = sizes.filter((size) =>
			[...new Set([0, size - 1, size >> 1, ((size * 31) % 257) % size])].some((index) => {
				const proof = inclusionRanges(index, size).map(hashOf);
				const proves = (leaf: Hash, at: number, among: number, by = proof) =>
					provesInclusion(leaf, at, among, by, rootOf(size));
				const other = (index + 1) % size;
				return (
					!proves(leaves[index]!, index, size) ||
					proves(leaves[(index + 1) % most]!, index, size) ||
					(size > 1 && (proves(leaves[index]!, other, size) || proves(leaves[index]!, index, size, proof.slice(1)))) ||
					proves(leaves[index]!, size, size) ||
					proves(leaves[index]!, index, size, [...proof, leaves[0]!])
				);
			}),
		);
		expect(wrong).toEqual([]);
	},
);

test('every size is proven to begin larger ones, and no other tree is', { timeout: 60_000 }, () => {
	const wrong = sizes.filter((second) =>
		[
			...new Set([
				1,
				second,
				second >> 1,
				second - 1,
				((second * 613) % 509) % second,
				2 ** Math.floor(Math.log2(second)),
			]),
		]
			.filter((first) => first > 0)
			.some((first) => {
				const proof = consistencyRanges(first, second).map(hashOf);
				const [old, now] = [
					{ size: first, root: rootOf(first) },
					{ size: second, root: rootOf(second) },
				];
				const other = leaves[999]!;
				return (
					!provesConsistency(old, now, proof) ||
					provesConsistency({ ...old, root: other }, now, proof) ||
					provesConsistency(old, { ...now, root: other }, proof) ||
					provesConsistency(old, now, [...proof, other]) ||
					(first < second && provesConsistency(now, old, proof)) ||
					(proof.length > 0 && provesConsistency(old, now, proof.slice(1)))
				);
			}),
	);
	expect(wrong).toEqual([]);
});

test.each([1, 2, 255, 256, 257, 511, 512, 513, 767, 1000])(
	'a tree of %i leaves is read from its tiles',
	async (size) => {
		const read = tiledTree(size, async (level, number, width) => {
			const hashes = levels[level]!.slice(number * tileWidth, number * tileWidth + width);
			expect(hashes).toHaveLength(width);
			return hashes;
		});
		expect(await read.root()).toEqual(rootOf(size));
		for (const index of [0, size - 1, (size * 31) % size]) {
			expect(await read.inclusionProof(index)).toEqual(inclusionRanges(index, size).map(hashOf));
			expect(await read.consistencyProof(index)).toEqual(consistencyRanges(index, size).map(hashOf));
		}
		await expect(read.inclusionProof(size)).rejects.toThrow(RangeError);
		await expect(read.consistencyProof(size + 1)).rejects.toThrow(RangeError);
	},
);
