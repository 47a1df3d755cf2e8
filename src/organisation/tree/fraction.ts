/** An exact part of a whole: shares multiply along chains of splits and add up where they meet again. Always reduced. */
export type Fraction = { readonly over: bigint; readonly under: bigint };

export const whole: Fraction = { over: 1n, under: 1n };

export const fraction = (over: bigint, under: bigint): Fraction => {
	const divisor = greatestCommonDivisor(over, under);
	return { over: over / divisor, under: under / divisor };
};

/** `0.25` → ¼. The text is a decimal number with a point, without a sign. */
export function fromDecimal(text: string): Fraction {
	const [units = '0', decimals = ''] = text.split('.');
	return fraction(BigInt(units + decimals), 10n ** BigInt(decimals.length));
}

export function times(a: Fraction, b: Fraction): Fraction {
	if (a === whole) return b;
	return b === whole ? a : fraction(a.over * b.over, a.under * b.under);
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
	fraction(a.over * b.under + b.over * a.under, a.under * b.under);

export const compare = (a: Fraction, b: Fraction): number => {
	const difference = a.over * b.under - b.over * a.under;
	return difference < 0n ? -1 : Number(difference > 0n);
};

/** Rounded half up to 38 decimals, as the table keeps it. */
export function toDecimal(value: Fraction): string {
	if (value === whole) return wholeDecimal;
	const scaled = (value.over * scale * 2n + value.under) / (value.under * 2n);
	const digits = scaled.toString().padStart(places + 1, '0');
	return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const places = 38;
const scale = 10n ** BigInt(places);
const wholeDecimal = `1.${'0'.repeat(places)}`;

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a || 1n : greatestCommonDivisor(b, a % b));
