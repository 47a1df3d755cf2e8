import { createHash } from 'node:crypto';

export { canonicalJson, type Json } from '#ledger';

/** Hexadecimal SHA-256 of the UTF-8 text. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A UUID that follows from words alone (version 8): the same fact always has the same id, so it is counted once. */
export function stableId(...words: (string | number)[]): string {
	const bytes = createHash('sha256').update(words.join('\n')).digest().subarray(0, 16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x80;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
