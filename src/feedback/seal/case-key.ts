import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { keyObject, type Secrets } from '#platform';

/**
 * Each case has a key of its own, wrapped by one that lies outside the database. Who destroys the wrapped key has erased what
 * the case says, in every backup of the database too, as far as those hold no key.
 */
export type CaseKey = Buffer;

export const newCaseKey = (): CaseKey => randomBytes(32);

export const wrap = (secrets: Secrets, feedbackId: string, key: CaseKey): Buffer =>
	seal(secrets.key('feedback.wrap'), key, feedbackId);

export const unwrap = (secrets: Secrets, feedbackId: string, wrapped: Buffer): CaseKey =>
	open(secrets.key('feedback.wrap'), wrapped, feedbackId);

/** AES-256-GCM: nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes). `bound` is what it belongs to, so that it cannot be put elsewhere. */
export function seal(key: Buffer, plain: Buffer | string, bound: string): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', keyObject(key), nonce).setAAD(Buffer.from(bound));
	return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when it was changed, belongs elsewhere, or the key is another */
export function open(key: Buffer, sealed: Buffer, bound: string): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', keyObject(key), sealed.subarray(0, 12)).setAAD(Buffer.from(bound));
	decipher.setAuthTag(sealed.subarray(-16));
	return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}
