import { nodeHash, type Hash } from './hashing.ts';

/** A tile with the nodes between it and the tile above: the hashes themselves, then the roots over each two, four, eight … of them. */
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

/** Keeps what was made under a name, and forgets what was not asked for the longest. What fails is not kept. */
export type TileCache = { get(name: string, make: () => Promise<Pyramid>): Promise<Pyramid> };

/** @param most so many tiles, of 16 KiB each */
export function tileCache(most: number): TileCache {
	const kept = new Map<string, Promise<Pyramid>>();
	return {
		get(name, make) {
			const known = kept.get(name) ?? make();
			kept.delete(name);
			kept.set(name, known);
			known.catch(() => kept.delete(name));
			if (kept.size > most) kept.delete(kept.keys().next().value!);
			return known;
		},
	};
}
