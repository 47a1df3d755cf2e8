import { randomBytes, timingSafeEqual } from 'node:crypto';
import { m } from '#words';
import { TooMany, work, type House } from '#platform';
import { admittedRightly, admitTry } from './sign-in.store.ts';
import { keyedHash } from './secret-token.ts';

/** One way of guessing that is slowed down: a keyed hash of what is guessed at, and whether it counts with all others. */
export type Guessing = { bucket: Buffer; withAll: boolean };

/**
 * Guessing the password of an account name, whether such an account exists or not. A browser that its owner signed in with
 * before has a bucket of its own: strangers who guess cannot keep the owner out there, nor with a passkey anywhere.
 */
export function guessingPassword(house: House, userName: string, browser: string | undefined): Guessing {
	const known = browser !== undefined && isBrowserOf(house, browser, userName);
	return { bucket: bucketOf(house, 'password', userName, known ? browser : ''), withAll: !known };
}

export const guessingSecondFactor = (house: House, accountId: string): Guessing => ({
	bucket: bucketOf(house, 'secondFactor', accountId),
	withAll: false,
});

/** Proving anew who one is, in a session that may have been left open. */
export const guessingInSession = (house: House, accountId: string): Guessing => ({
	bucket: bucketOf(house, 'inSession', accountId),
	withAll: false,
});

const bucketOf = (house: House, ...parts: string[]) => keyedHash(house.secrets.key('sign-in throttle'), ...parts);

/** Counts a try before it is made, so that many at once do not slip through. Throws `TooMany` with the wait in words. */
export async function admit(house: House, { bucket, withAll }: Guessing): Promise<void> {
	const wait = await work(house, { kind: 'signin' }, (call) => admitTry(call, bucket, withAll));
	if (wait > 0) throw new TooMany(() => m.access_throttled({ minutes: Math.ceil(wait / 60) }));
}

/** The try was right: it is given back. */
export const wasRight = (house: House, { bucket, withAll }: Guessing): Promise<void> =>
	work(house, { kind: 'signin' }, (call) => admittedRightly(call, bucket, withAll));

/** What a browser keeps to be known again for one account: a random name and its signature; it opens nothing. */
export function browserFor(house: House, userName: string): string {
	const name = randomBytes(12).toString('base64url');
	return `${name}.${signature(house, name, userName).toString('base64url')}`;
}

function isBrowserOf(house: House, browser: string, userName: string): boolean {
	const [name = '', signed = ''] = browser.split('.');
	const given = Buffer.from(signed, 'base64url');
	const right = signature(house, name, userName);
	return given.length === right.length && timingSafeEqual(given, right);
}

const signature = (house: House, name: string, userName: string) =>
	keyedHash(house.secrets.key('known browser'), name, userName);
