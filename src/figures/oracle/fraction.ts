/** An exact part of one, for the oracle. */
export type Part = { of: bigint; in: bigint };

export const one: Part = { of: 1n, in: 1n };
export const times = (a: Part, b: Part): Part => ({ of: a.of * b.of, in: a.in * b.in });
export const plus = (a: Part, b: Part): Part => ({ of: a.of * b.in + b.of * a.in, in: a.in * b.in });

/** `0.35` as 35/100. */
export function partOf(decimal: string): Part {
	const [whole, digits = ''] = decimal.split('.');
	return { of: BigInt(whole + digits), in: 10n ** BigInt(digits.length) };
}

const twenty = 10n ** 20n;

/** A part as so many of 10⁻²⁰, rounded half up. */
export const inTwentyDigits = (part: Part): bigint => (2n * part.of * twenty + part.in) / (2n * part.in);

/** A whole number with the point moved `places` to the left, without needless zeros. */
export function decimal(value: bigint, places: number): string {
	const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
	const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
	return value < 0n ? `-${text}` : text;
}
