import { nodeHash, type Hash } from './hashing.ts';

/** Does the proof lead from the leaf to the root? RFC 9162 §2.1.3.2. */
export function provesInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
	if (index >= size) return false;
	let [at, last, hash] = [index, size - 1, leaf];
	for (const sibling of proof) {
		if (last === 0) return false;
		if (isRight(at) || at === last) {
			hash = nodeHash(sibling, hash);
			while (!isRight(at) && at !== 0) [at, last] = [up(at), up(last)];
		} else {
			hash = nodeHash(hash, sibling);
		}
		[at, last] = [up(at), up(last)];
	}
	return last === 0 && hash.equals(root);
}

/** Does the larger tree begin with the smaller one? RFC 9162 §2.1.4.2. */
export function provesConsistency(first: Head, second: Head, proof: readonly Hash[]): boolean {
	if (first.size > second.size) return false;
	if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
	if (first.size === 0) return proof.length === 0;
	const whole = isPowerOfTwo(first.size) ? [first.root, ...proof] : proof;
	if (whole.length === 0) return false;
	let [at, last] = [first.size - 1, second.size - 1];
	while (isRight(at)) [at, last] = [up(at), up(last)];
	let [old, hash] = [whole[0]!, whole[0]!];
	for (const sibling of whole.slice(1)) {
		if (last === 0) return false;
		if (isRight(at) || at === last) {
			old = nodeHash(sibling, old);
			hash = nodeHash(sibling, hash);
			while (!isRight(at) && at !== 0) [at, last] = [up(at), up(last)];
		} else {
			hash = nodeHash(hash, sibling);
		}
		[at, last] = [up(at), up(last)];
	}
	return last === 0 && old.equals(first.root) && hash.equals(second.root);
}

export type Head = { size: number; root: Hash };

// Arithmetic and not bits: those of JavaScript end at 32.
const up = (at: number): number => Math.floor(at / 2);
const isRight = (at: number): boolean => at % 2 === 1;
const isPowerOfTwo = (size: number): boolean => Number.isInteger(Math.log2(size));
