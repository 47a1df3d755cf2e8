import { work, type House } from '#platform';
import { proves } from './give-second-factor.ts';
import { isPassword } from './password.ts';
import { newToken, tokenHash } from './secret-token.ts';
import { elevateSession, findPerson, findTotp, type Person } from './sign-in.store.ts';
import { admit, guessingInSession, wasRight } from './throttle.ts';

/** The person behind a living session, for pages that come before or beside the workspace. */
export const personOf = (house: House, token: string | undefined): Promise<Person | undefined> =>
	token === undefined
		? Promise.resolve(undefined)
		: work(house, { kind: 'signin' }, (call) => findPerson(call, tokenHash(token)));

/**
 * Proves anew who somebody is, by the password, and by a code too where a second factor is set. Answers the new token of
 * the session (the old one is worth nothing from then on), or undefined when it was wrong.
 */
export async function confirmIdentity(
	house: House,
	token: string,
	person: Person,
	given: { password: string; code: string },
): Promise<string | undefined> {
	const guessing = guessingInSession(house, person.accountId);
	await admit(house, guessing);
	if (!(await isPassword(person.passwordHash, given.password))) return undefined;
	const right = await work(house, { kind: 'signin' }, async (call) => {
		const totp = await findTotp(call, person.accountId);
		return !totp || (await proves(call, person.accountId, given.code, totp)) !== undefined;
	});
	if (!right) return undefined;
	await wasRight(house, guessing);
	return elevate(house, token);
}

/** The session gains the right and a new token. Undefined when it is over. */
export async function elevate(house: House, token: string): Promise<string | undefined> {
	const next = newToken();
	const done = await work(house, { kind: 'signin' }, (call) => elevateSession(call, tokenHash(token), tokenHash(next)));
	return done ? next : undefined;
}
