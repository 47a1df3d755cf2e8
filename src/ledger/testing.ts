import { emptyRoot, leafHash, nodeHash, type Hash } from './tree/hashing.ts';
import type { Range } from './tree/ranges.ts';

/** The hash of a range by the words of RFC 6962 §2.1: what faster ways are held against. Remembers what it was asked. */
export function naiveTree(leaves: readonly Hash[]): (range: Range) => Hash {
	const known = new Map<string, Hash>();
	const hashOf = ({ from, to }: Range): Hash => {
		const hash = known.get(`${from}-${to}`) ?? work(from, to);
		known.set(`${from}-${to}`, hash);
		return hash;
	};
	const work = (from: number, to: number): Hash => {
		if (from === to) return emptyRoot();
		if (to - from === 1) return leaves[from]!;
		let middle = 1;
		while (middle * 2 < to - from) middle *= 2;
		return nodeHash(hashOf({ from, to: from + middle }), hashOf({ from: from + middle, to }));
	};
	return hashOf;
}

/** Hashes of leaves that differ. */
export const someLeaves = (count: number): Hash[] =>
	Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));
