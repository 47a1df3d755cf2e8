import { nodeHashes, type Hash } from './hashing.ts';

const width = 32;

/**
 * Neighbouring hashes, then the roots over each two, four, eight … of them, as far as they go. Each row lies in one piece: a tile has five
 * hundred of them, and as many objects are dearer than their bytes.
 */
export type Pyramid = readonly Buffer[];

export function pyramidOf(hashes: readonly Hash[]): Pyramid {
	const pyramid: Buffer[] = [Buffer.concat(hashes)];
	for (let below = pyramid[0]!; below.length > width;) pyramid.push((below = nodeHashes(below)));
	return pyramid;
}

/** The root over the `at`-th 2^power hashes. */
export const rootIn = (pyramid: Pyramid, power: number, at: number): Hash =>
	pyramid[power]!.subarray(at * width, (at + 1) * width);

/** The root over a power of two of hashes. */
export const completeRoot = (hashes: readonly Hash[]): Hash => rootIn(pyramidOf(hashes), Math.log2(hashes.length), 0);
