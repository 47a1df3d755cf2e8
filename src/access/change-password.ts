import { m } from '#words';
import { Invalid, work, type House } from '#platform';
import { checkNewPassword, hashPassword, isPassword } from './password.ts';
import { tokenHash } from './secret-token.ts';
import { findLink, savePassword, takeLink, type Person } from './sign-in.store.ts';
import { admit, guessingInSession, wasRight } from './throttle.ts';

/** Changes one's own password; every other session of the account ends. Throws `Invalid` by field. */
export async function changePassword(
	house: House,
	token: string,
	person: Person,
	typed: { current: string; password: string },
): Promise<void> {
	const guessing = guessingInSession(house, person.accountId);
	await admit(house, guessing);
	if (!(await isPassword(person.passwordHash, typed.current)))
		throw Invalid.at('current', () => m.access_password_currentWrong());
	await wasRight(house, guessing);
	checkNewPassword(typed.password, person.userName);
	const hash = await hashPassword(typed.password);
	await work(house, { kind: 'signin' }, (call) => savePassword(call, tokenHash(token), hash));
}

/** Whose link it is; undefined when it was used, replaced, is too old or never was. */
export const ownerOfLink = (house: House, token: string) =>
	work(house, { kind: 'signin' }, (call) => findLink(call, tokenHash(token)));

/**
 * Sets the password by a link that works once. Undefined when the link is good no more. Throws `Invalid` for the password,
 * and the link stays good then.
 */
export async function setPasswordByLink(house: House, token: string, userName: string, password: string) {
	checkNewPassword(password, userName);
	const hash = await hashPassword(password);
	return work(house, { kind: 'signin' }, (call) => takeLink(call, tokenHash(token), hash));
}
