import { nodeHash, type Hash } from './hashing.ts';

/** Neighbouring hashes, then the roots over each two, four, eight … of them, as far as they go. */
export type Pyramid = readonly (readonly Hash[])[];

export function pyramidOf(hashes: readonly Hash[]): Pyramid {
	const pyramid = [hashes];
	for (let below = hashes; below.length > 1;) {
		const above: Hash[] = [];
		for (let at = 0; at + 1 < below.length; at += 2) above.push(nodeHash(below[at]!, below[at + 1]!));
		pyramid.push((below = above));
	}
	return pyramid;
}

/** The root over a power of two of hashes. */
export const completeRoot = (hashes: readonly Hash[]): Hash => pyramidOf(hashes).at(-1)![0]!;
