import { describe, expect, test } from 'vitest';
import { naiveTree } from '../testing.ts';
import { growTree } from './growing-tree.ts';
import { emptyRoot, leafHash } from './hashing.ts';
import { provesConsistency, provesInclusion } from './proof.ts';
import { tiledTree } from './tiled-tree.ts';

/** The reference tree of Certificate Transparency, to which RFC 6962 was written. */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
	'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
	'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
	'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
	'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
	'4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
	'76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
	'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
	'5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const a = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const b = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const c = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const d = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const e = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const f = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';

const leaves = inputs.map((input) => leafHash(Buffer.from(input, 'hex')));
const hex = (hash: Buffer) => hash.toString('hex');
const root = (size: number) => Buffer.from(roots[size - 1]!, 'hex');
const tree = (size: number) => tiledTree(size, async (_, __, width) => leaves.slice(0, width));

test('the root of no leaves is the hash of nothing', () => {
	expect(hex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
	expect(growTree().root()).toEqual(emptyRoot());
});

test('the roots are those of the reference tree', async () => {
	const growing = growTree();
	for (const [at, leaf] of leaves.entries()) {
		growing.add(leaf);
		expect(hex(growing.root())).toBe(roots[at]);
		expect(hex(await tree(at + 1).root())).toBe(roots[at]);
		expect(hex(naiveTree(leaves)({ from: 0, to: at + 1 }))).toBe(roots[at]);
	}
});

describe('inclusion proofs are those of the reference tree', () => {
	test.each([
		[0, 1, []],
		[0, 8, [a, b, c]],
		[5, 8, [d, e, roots[3]!]],
		[2, 3, [roots[1]!]],
		[1, 5, [roots[0]!, b, d]],
	])('of leaf %i among %i', async (index, size, proof) => {
		expect((await tree(size).inclusionProof(index)).map(hex)).toEqual(proof);
		const hashes = proof.map((each) => Buffer.from(each, 'hex'));
		expect(provesInclusion(leaves[index]!, index, size, hashes, root(size))).toBe(true);
	});
});

describe('consistency proofs are those of the reference tree', () => {
	test.each([
		[1, 1, []],
		[1, 8, [a, b, c]],
		[6, 8, [f, e, roots[3]!]],
		[2, 5, [b, d]],
	])('from %i to %i leaves', async (first, second, proof) => {
		expect((await tree(second).consistencyProof(first)).map(hex)).toEqual(proof);
		const hashes = proof.map((each) => Buffer.from(each, 'hex'));
		const heads = [first, second].map((size) => ({ size, root: root(size) }));
		expect(provesConsistency(heads[0]!, heads[1]!, hashes)).toBe(true);
	});
});
