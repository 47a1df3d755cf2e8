import { m } from '#words';
import { allow, Invalid, record, refusedAs, transact, type Call } from '#platform';
import { mayAdminister } from './access.policy.ts';
import { findAccountByUserName, saveAccount } from './access.store.ts';
import { requireElevation } from './elevation.ts';
import { isUserName, userNameFrom } from './user-name.ts';

export type NewAccount = {
	userName: string;
	displayName: string;
	/** The member whose account it is. */
	memberId?: string | null;
	locale?: 'vi' | 'en';
	/** From `hashPassword`, made before the transaction; only the operator sets one, others issue a link. */
	passwordHash?: string;
};

/** Makes an account without any role. Answers its id. Throws `Invalid` by field. */
export const createAccount = (call: Call, account: NewAccount): Promise<string> =>
	transact(call, async (call) => {
		allow(mayAdminister(call.actor));
		requireElevation(call);
		const userName = userNameFrom(account.userName);
		if (!isUserName(userName)) throw Invalid.at('userName', () => m.access_userName_shape());
		const displayName = account.displayName.normalize('NFC').trim();
		if (displayName === '') throw Invalid.at('displayName', () => m.access_displayName_empty());
		if (await findAccountByUserName(call, userName)) throw Invalid.at('userName', () => m.access_userName_taken());

		const id = crypto.randomUUID();
		const { memberId = null, locale = 'vi', passwordHash } = account;
		await saveAccount(call, { id, userName, displayName, memberId, locale, passwordHash }).catch(refuseTwice);
		await record(call, 'account.created', { subject: id, payload: { memberId } });
		return id;
	});

/** The same name beyond the caller's sight, or a member who has an account: the constraint says so. */
const refuseTwice = refusedAs('23505', (constraint) =>
	constraint.includes('member')
		? Invalid.at('memberId', () => m.access_member_hasAccount())
		: Invalid.at('userName', () => m.access_userName_taken()),
);
