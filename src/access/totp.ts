import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import type { House } from '#platform';
import { keyedHash } from './secret-token.ts';

const period = 30;

export const newTotpSecret = (): string => generateSecret();

/** What an authenticator app reads from the QR code. */
export const totpAddress = (secret: string, userName: string): string =>
	generateURI({ issuer: 'Vidan', label: userName, secret });

/**
 * The half minute whose code it is, counted from 1970; undefined when it is wrong or not younger than the last one used.
 * A clock may be half a minute off.
 */
export function totpStep(secret: string, code: string, now: Date, lastStep: number): number | undefined {
	const token = code.replace(/\s/g, '');
	if (!/^\d{6}$/.test(token)) return undefined;
	const epoch = Math.floor(now.getTime() / 1000);
	const result = verifySync({ secret, token, epoch, period, epochTolerance: period });
	if (!result.valid) return undefined;
	const step = Math.floor(epoch / period) + result.delta;
	return step > lastStep ? step : undefined;
}

/** Seals a text for one account: whoever has the database alone cannot read it, nor give it to another account. */
export function seal(house: House, accountId: string, text: string): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', house.secrets.key('totp'), nonce).setAAD(Buffer.from(accountId));
	return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined when it was sealed for another account, with another key, or was changed. */
export function unseal(house: House, accountId: string, sealed: Buffer): string | undefined {
	if (sealed.length < 28) return undefined;
	const cipher = createDecipheriv('aes-256-gcm', house.secrets.key('totp'), sealed.subarray(0, 12));
	cipher.setAAD(Buffer.from(accountId)).setAuthTag(sealed.subarray(-16));
	try {
		return Buffer.concat([cipher.update(sealed.subarray(12, -16)), cipher.final()]).toString('utf8');
	} catch {
		return undefined;
	}
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten codes of 50 bits in letters that are not mistaken for one another: `7K2QM-XW9TB`. */
export const newRecoveryCodes = (): string[] =>
	Array.from({ length: 10 }, () => {
		const code = [...randomBytes(10)].map((byte) => letters[byte % 32]).join('');
		return `${code.slice(0, 5)}-${code.slice(5)}`;
	});

/** Whether it can only be meant as a recovery code: ten letters and digits, however written. */
export const isRecoveryCode = (typed: string): boolean => /^[0-9A-Z]{10}$/.test(plainCode(typed));

export const recoveryCodeHash = (house: House, accountId: string, code: string): Buffer =>
	keyedHash(house.secrets.key('recovery code'), accountId, plainCode(code));

const plainCode = (typed: string): string =>
	typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
