/** Crockford's base 32 with his check character: no I, L, O, U, and what is mistyped is read as what was meant. */
export const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const checks = `${digits}*~$=U`;

/** Five bits a character, from the first bit on. `bits` must be a multiple of five. */
export function encode(bytes: Uint8Array, bits: number): string {
	const value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`) >> BigInt(bytes.length * 8 - bits);
	return Array.from(
		{ length: bits / 5 },
		(_, place) => digits[Number((value >> BigInt(bits - 5 - place * 5)) & 31n)],
	).join('');
}

/** The character that tells a mistyped one: the number modulo 37. */
export const checkOf = (text: string): string => {
	let rest = 0;
	for (const character of text) rest = (rest * 32 + digits.indexOf(character)) % 37;
	return checks[rest]!;
};

/** What was typed, as it was meant: without spaces and hyphens, in capitals, O as 0, I and L as 1. `undefined` when a character is none of these. */
export function normalised(typed: string): string | undefined {
	const text = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
	return /^[0-9A-HJKMNP-Z*~$=]*$/.test(text) ? text : undefined;
}

/** `ABCD-EFGH-…`: groups of four are copied without losing the place. */
export const grouped = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1-');
