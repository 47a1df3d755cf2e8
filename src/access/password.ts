import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { m } from '#words';
import { foldVietnamese } from '#words';
import { Invalid } from '#platform';
import { boundedQueue } from './bounded-queue.ts';

/** Argon2id, 19 MiB, two passes, one lane (OWASP, Password Storage). */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashing is the dearest thing a stranger can ask for: no more at once than there are processors, four at most. */
const hashing = boundedQueue(Math.min(4, availableParallelism()), 64);

export const shortestPassword = 12;
const longestPassword = 256;

/**
 * Vietnamese is typed composed or decomposed depending on the device; both must be the same password.
 */
const normal = (password: string): string => password.normalize('NFC');

/** Never call it inside a transaction: it waits its turn. Throws `Unavailable` when too many wait. */
export const hashPassword = (password: string): Promise<string> => hashing(() => hash(normal(password), cost));

/**
 * Whether it is the password behind the hash. Without a hash (no such account, none set yet) the same work is done and
 * the answer is no, so that time does not tell who has an account.
 */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
	if (password.length > longestPassword) return false;
	const against = stored ?? (await (nobodys ??= hashPassword(crypto.randomUUID())));
	const right = await hashing(() => verify(against, normal(password)));
	return right && stored !== null && stored !== undefined;
}

let nobodys: Promise<string> | undefined;

/** What everybody tries first, beyond what the rules below catch. */
const worn = [
	'matkhau',
	'password',
	'qwerty',
	'abcdef',
	'congan',
	'vidan',
	'vietnam',
	'iloveyou',
	'anhyeuem',
	'emyeuanh',
];

/**
 * Throws `Invalid` with the field `password` unless it may become a password: twelve characters or more, whatever they
 * are, not the user name and not what everybody tries first.
 */
export function checkNewPassword(password: string, userName: string): void {
	const problem = problemOfPassword(normal(password), userName);
	if (problem) throw Invalid.at('password', problem);
}

function problemOfPassword(password: string, userName: string): (() => string) | undefined {
	if (Array.from(password).length < shortestPassword)
		return () => m.access_password_tooShort({ shortest: shortestPassword });
	if (password.length > longestPassword) return () => m.access_password_tooLong({ longest: longestPassword });
	const plain = foldVietnamese(password).replace(/[^a-z0-9]/g, '');
	// What is left when the well-known parts are taken out must still be something.
	const rest = [userName.replace(/[^a-z0-9]/g, ''), ...worn].reduce((text, word) => text.replaceAll(word, ''), plain);
	const unknown = rest.replace(/0123456789|123456789|12345678|1234567|123456|12345|1234|123/g, '');
	if (new Set(unknown).size < 4) return () => m.access_password_tooKnown();
	return undefined;
}
