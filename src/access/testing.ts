import { sql } from 'kysely';
import { work, type Caller, type House } from '#platform';
import { asOperator } from '../platform/testing.ts';
import { createAccount } from './create-account.ts';
import { grantPost } from './grant-post.ts';
import { hashPassword } from './password.ts';
import { beginSession } from './sessions.ts';

/** An account with posts, for tests; with a password only where one is needed, because hashing takes its time. */
export const anAccount = async (
	house: House,
	userName: string,
	posts: { role: string; unitId: number }[] = [],
	more: { password?: string; memberId?: string } = {},
): Promise<string> => {
	const passwordHash = more.password === undefined ? undefined : await hashPassword(more.password);
	return asOperator(house, async (call) => {
		const accountId = await createAccount(call, {
			userName,
			displayName: userName,
			memberId: more.memberId,
			passwordHash,
		});
		for (const post of posts) await grantPost(call, { accountId, ...post });
		return accountId;
	});
};

/** A living session of an account. `elevated: false`: signed in more than five minutes ago. */
export async function aSession(
	house: House,
	accountId: string,
	{ elevated = true } = {},
): Promise<Caller & { kind: 'session' }> {
	const token = await beginSession(house, { accountId, method: 'password', device: 'Firefox', replaces: undefined });
	if (!elevated) await age(house, accountId, 'elevated_at', '6 minutes');
	return { kind: 'session', token };
}

/** Lets time pass for the sessions of an account. */
export const age = (house: House, accountId: string, column: 'created_at' | 'seen_at' | 'elevated_at', by: string) =>
	asOperator(house, (call) =>
		sql`update session set ${sql.ref(column)} = now() - ${by}::interval where account_id = ${accountId}`.execute(
			call.db,
		),
	);

/** Does something as a signed-in person. */
export const as = work;
