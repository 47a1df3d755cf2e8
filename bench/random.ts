/** Numbers that look random and are the same at every run with the same seed. */
export type Random = {
	/** A whole number from 0 up to, not including, `count`. */
	below(count: number): number;
	pick<T>(from: readonly T[]): T;
};

/** The mulberry32 generator (Tommy Ettinger, public domain). */
export function randomFrom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (count: number) => Math.floor(next() * count);
	return { below, pick: (from) => from[below(from.length)]! };
}
