import type { Pyramid } from './pyramid.ts';

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
