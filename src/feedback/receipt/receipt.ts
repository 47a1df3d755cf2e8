import { createHmac } from 'node:crypto';
import { keyObject, type Secrets } from '#platform';
import { checkOf, digits, encode, grouped, normalised } from './crockford.ts';
import { bitsOf, syllable } from './syllables.ts';

/** What only the sender has: eighty bits, as characters to type and as syllables to note down by hand. */
export type Receipt = { characters: string; words: string };

/**
 * The receipt and the reference of a filing, derived from the random key of its form: the same form sent again, whatever the
 * network did, gives the same ones, though neither is kept.
 */
export function receiptFor(secrets: Secrets, filingKey: string): Receipt & { reference: string; hash: Buffer } {
	const bits = macOf(secrets, 'feedback.receipt', filingKey).subarray(0, 10);
	const name = macOf(secrets, 'feedback.reference', filingKey);
	return { ...receiptOf(bits), reference: grouped(encode(name, 40)), hash: hashOf(secrets, bits) };
}

/**
 * The key under which staff file for somebody. Their form carries a key that they can read, and with a filing key the receipt is shown
 * again to whoever has it; so what they read is never the filing key itself.
 *
 * @param form what the form is for, and its key: the same form gives the same one
 */
export const staffFilingKey = (secrets: Secrets, form: string): string =>
	macOf(secrets, 'feedback.staffFiling', form).toString('hex');

/** The key of a renewed receipt: of the receipt that is replaced and of the form, so that neither alone leads to it. */
export const renewalKey = (secrets: Secrets, replaced: Buffer, formKey: string): string =>
	macOf(secrets, 'feedback.renewal', `${replaced.toString('hex')} ${formKey}`).toString('hex');

/** What a form said, told by nobody who has not the key of that form: the same key with another one is another letter. */
export const saidHash = (secrets: Secrets, filingKey: string, said: unknown): string =>
	macOf(secrets, 'feedback.said', `${filingKey} ${JSON.stringify(said)}`).toString('hex');

export function receiptOf(bits: Uint8Array): Receipt {
	const characters = encode(bits, 80);
	const value = BigInt(`0x${Buffer.from(bits).toString('hex')}`);
	const words = Array.from({ length: 8 }, (_, place) => syllable(Number((value >> BigInt(70 - place * 10)) & 1023n)));
	return { characters: `${grouped(characters)}-${checkOf(characters)}`, words: words.join(' ') };
}

/**
 * The keyed hash under which a receipt is looked for, of what was typed: the characters, with or without groups, or the
 * eight syllables, with or without marks. `undefined` when it cannot be one: then a character was mistyped.
 */
export function hashOfTyped(secrets: Secrets, typed: string): Buffer | undefined {
	const bits = bitsOfCharacters(typed) ?? bitsOfWords(typed);
	return bits && hashOf(secrets, bits);
}

const hashOf = (secrets: Secrets, bits: Uint8Array): Buffer => macOf(secrets, 'feedback.receiptHash', bits);

const macOf = (secrets: Secrets, purpose: string, said: string | Uint8Array): Buffer =>
	createHmac('sha256', keyObject(secrets.key(purpose)))
		.update(said)
		.digest();

function bitsOfCharacters(typed: string): Buffer | undefined {
	const text = normalised(typed);
	if (text?.length !== 17 || checkOf(text.slice(0, 16)) !== text[16]) return undefined;
	let value = 0n;
	for (const character of text.slice(0, 16)) value = (value << 5n) | BigInt(digits.indexOf(character));
	return Buffer.from(value.toString(16).padStart(20, '0'), 'hex');
}

function bitsOfWords(typed: string): Buffer | undefined {
	const words = typed
		.normalize('NFD')
		.toLowerCase()
		.replace(/\p{M}/gu, '')
		.replace(/đ/g, 'd')
		.split(/[\s,.-]+/)
		.filter(Boolean)
		.map(bitsOf);
	if (words.length !== 8 || words.includes(undefined)) return undefined;
	const value = words.reduce<bigint>((sum, bits) => (sum << 10n) | BigInt(bits!), 0n);
	return Buffer.from(value.toString(16).padStart(20, '0'), 'hex');
}
