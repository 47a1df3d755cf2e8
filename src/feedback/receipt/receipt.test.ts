import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretsFrom } from '#platform';
import { checkOf, encode, normalised } from './crockford.ts';
import { hashOfTyped, receiptFor, receiptOf } from './receipt.ts';
import { bitsOf, syllable } from './syllables.ts';

const secrets = secretsFrom(Buffer.alloc(32));
const eightyBits = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe('a receipt', () => {
	test('is found by its characters and by its syllables, however they are written', () => {
		fc.assert(
			fc.property(eightyBits, (bits) => {
				const { characters, words } = receiptOf(bits);
				const hash = hashOfTyped(secrets, characters);
				expect(hash).toBeDefined();
				for (const typed of [
					characters.toLowerCase(),
					characters.replaceAll('-', ' '),
					words,
					words.toUpperCase(),
					` ${words.replaceAll(' ', ',  ')} `,
				])
					expect(hashOfTyped(secrets, typed)).toEqual(hash);
			}),
		);
	});

	test('is read with the mistakes of the hand: O for 0, I and L for 1', () => {
		const { characters } = receiptOf(Buffer.alloc(10));
		expect(hashOfTyped(secrets, characters.replace('0', 'O').replace('0', 'o'))).toEqual(
			hashOfTyped(secrets, characters),
		);
	});

	test('one wrong character is known to be wrong, and two that changed places', () => {
		fc.assert(
			fc.property(eightyBits, fc.nat(15), fc.nat(30), (bits, at, step) => {
				const plain = encode(bits, 80);
				const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
				const wrong = digits[(digits.indexOf(plain[at]!) + 1 + step) % 32]!;
				expect(hashOfTyped(secrets, plain.slice(0, at) + wrong + plain.slice(at + 1) + checkOf(plain))).toBeUndefined();
				const swapped = plain.slice(0, 14) + plain[15]! + plain[14]!;
				if (swapped !== plain) expect(hashOfTyped(secrets, swapped + checkOf(plain))).toBeUndefined();
			}),
		);
	});

	test('the same form gives the same one; another form or another house another one', () => {
		const first = receiptFor(secrets, 'a');
		expect(receiptFor(secrets, 'a')).toEqual(first);
		expect(receiptFor(secrets, 'b').characters).not.toBe(first.characters);
		expect(receiptFor(secretsFrom(Buffer.alloc(32, 1)), 'a').characters).not.toBe(first.characters);
		expect(first.hash).toEqual(hashOfTyped(secrets, first.words));
	});

	test('marks may be written: phượng is phuong', () => {
		const marked = receiptOf(Buffer.alloc(10)).words.replaceAll('ba', 'bạ');
		expect(hashOfTyped(secrets, marked)).toEqual(hashOfTyped(secrets, receiptOf(Buffer.alloc(10)).words));
	});
});

test('the 1,024 syllables are all different, and each is read back', () => {
	const all = Array.from({ length: 1024 }, (_, bits) => syllable(bits));
	expect(new Set(all).size).toBe(1024);
	expect(all.map(bitsOf)).toEqual(all.map((_, bits) => bits));
});

test('what is no character of a receipt is refused', () => {
	expect(normalised('ABCD-💥')).toBeUndefined();
	expect(hashOfTyped(secrets, 'x'.repeat(100_000))).toBeUndefined();
});

// Crockford's own examples of the check symbol: https://www.crockford.com/base32.html (32 is written 10, and 1234 is 16J).
test.each([
	['10', 32],
	['16J', 1234],
] as const)('the check character of %s is that of %i modulo 37', (text, value) => {
	expect(checkOf(text)).toBe(`0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U`[value % 37]);
});
