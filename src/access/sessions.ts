import type { Context } from 'hono';
import { work, type Call, type Caller, type House } from '#platform';
import { newToken, tokenHash } from './secret-token.ts';
import { sessionTokenOf } from './session-cookie.ts';
import { saveSession, touch } from './sign-in.store.ts';

/** Who asks, by the session cookie; undefined when nobody is signed in. Whether the session lives is said by the database. */
export function callerOf(house: House, c: Context): Caller | undefined {
	const token = sessionTokenOf(house, c);
	return token === undefined ? undefined : { kind: 'session', token };
}

const aMinute = 60_000;

/**
 * Notes that the session of a call is in use, unless that was noted within the last minute. A failure costs nobody their
 * request; the session only ends sooner.
 */
export function noteUse({ house, caller, actor, now }: Call): void {
	if (caller.kind !== 'session' || !actor.seenAt) return;
	if (now.getTime() - Date.parse(actor.seenAt) >= aMinute) touchSession(house, caller.token).catch(() => {});
}

/** In a transaction of its own, because most requests only read. */
export const touchSession = (house: House, token: string): Promise<void> =>
	work(house, { kind: 'signin' }, (call) => touch(call, tokenHash(token)));

/** How somebody proved who they are. */
export type Method = 'password' | 'totp' | 'recoveryCode' | 'passkey' | 'link';

/** Begins a session with a token of its own; the one the browser brought ends. */
export async function beginSession(
	house: House,
	session: { accountId: string; method: Method; device: string; replaces: string | undefined },
): Promise<string> {
	const token = newToken();
	await work(house, { kind: 'signin' }, (call) =>
		saveSession(call, {
			...session,
			hash: tokenHash(token),
			replaces: session.replaces === undefined ? null : tokenHash(session.replaces),
		}),
	);
	return token;
}

const families: [mark: RegExp, name: string][] = [
	[/Edg\//, 'Edge'],
	[/OPR\//, 'Opera'],
	[/coc_coc|CocCoc/i, 'Cốc Cốc'],
	[/Firefox\//, 'Firefox'],
	[/Chrome\//, 'Chrome'],
	[/Safari\//, 'Safari'],
];

/** The browser in one word, so that its owner recognises a session; nothing that would tell one telephone from another. */
export const deviceOf = (userAgent: string | undefined): string =>
	families.find(([mark]) => mark.test(userAgent ?? ''))?.[1] ?? '';
