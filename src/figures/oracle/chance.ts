/** Repeatable chance: the same seed throws the same dice. */
export type Chance = {
	/** A whole number in [0, below). */
	below(below: number): number;
	pick<T>(from: readonly T[]): T;
	/** True in so many of a hundred cases. */
	percent(percent: number): boolean;
};

/** mulberry32 */
export function chanceOf(seed: number): Chance {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	return { below, pick: (from) => from[below(from.length)]!, percent: (percent) => below(100) < percent };
}
