/** Numbers that look random and are the same at every run. */
export type Random = {
	/** From 0 up to, not including, 1. */
	next(): number;
	/** A whole number from `low` to `high`, both included. */
	between(low: number, high: number): number;
	pick<T>(from: readonly T[]): T;
	chance(share: number): boolean;
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
	const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
	return { next, between, pick: (from) => from[between(0, from.length - 1)]!, chance: (share) => next() < share };
}
