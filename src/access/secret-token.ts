import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 bits that nobody guesses, as 43 characters. Only its hash is ever stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

/** How a token stands in the database (`app.account_id()` computes the same). */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

/** For what has fewer bits than a token: without the key the hash of a guess says nothing. */
export const keyedHash = (key: Buffer, ...parts: string[]): Buffer =>
	createHmac('sha256', key).update(parts.join('\0')).digest();
