import { work, type House } from '#platform';
import { isPassword } from './password.ts';
import { newToken, tokenHash } from './secret-token.ts';
import { beginSession } from './sessions.ts';
import { findCredentials, oweSecondFactor } from './sign-in.store.ts';
import { admit, browserFor, guessingPassword, wasRight } from './throttle.ts';
import { isUserName, userNameFrom } from './user-name.ts';

export type Browser = {
	/** Its family in one word. */
	device: string;
	/** What it keeps since somebody signed in with it. */
	known: string | undefined;
	/** The session that it has now; a new one replaces it. */
	token: string | undefined;
};

export type SignedIn =
	/** Unknown name, wrong password, no password yet, account closed: all look the same. */
	| { outcome: 'wrong' }
	/** The password was right; `step` is the token with which the second factor is given. */
	| { outcome: 'secondFactor'; step: string; known: string }
	| { outcome: 'session'; token: string; known: string };

/**
 * Signs in by name and password. The password is checked outside any transaction, after the throttle and in the queue.
 * Throws `TooMany` when somebody guesses too fast, `Unavailable` when too many sign in at once.
 */
export async function signInWithPassword(
	house: House,
	typed: { userName: string; password: string },
	browser: Browser,
): Promise<SignedIn> {
	const userName = userNameFrom(typed.userName);
	const guessing = guessingPassword(house, userName, browser.known);
	await admit(house, guessing);
	const found = isUserName(userName)
		? await work(house, { kind: 'signin' }, (call) => findCredentials(call, userName))
		: undefined;
	if (!(await isPassword(found?.passwordHash, typed.password)) || !found) return { outcome: 'wrong' };
	await wasRight(house, guessing);

	const known = browserFor(house, userName);
	if (found.secondFactor) return { outcome: 'secondFactor', step: await owe(house, found.accountId), known };
	const token = await beginSession(house, {
		accountId: found.accountId,
		method: 'password',
		device: browser.device,
		replaces: browser.token,
	});
	return { outcome: 'session', token, known };
}

/** The first step is done: a token for the second one, good for five minutes. */
export async function owe(house: House, accountId: string): Promise<string> {
	const step = newToken();
	await work(house, { kind: 'signin' }, (call) => oweSecondFactor(call, accountId, tokenHash(step)));
	return step;
}
