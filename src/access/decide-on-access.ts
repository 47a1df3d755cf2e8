import { m } from '#words';
import { allow, Conflict, found, isOperator, record, refusedAs, transact, type Call } from '#platform';
import { mayDecideOnAccess } from './access.policy.ts';
import {
	deletePasskeys,
	deleteTotp,
	endSessions,
	findAccount,
	isAdministered,
	listLines,
	saveDisabled,
	saveLink,
	type Account,
} from './access.store.ts';
import { requireElevation } from './elevation.ts';
import { newToken, tokenHash } from './secret-token.ts';

/** Does the caller decide about this account? A session asks the database, which sees posts that the caller does not. */
export async function decidesOn(call: Call, accountId: string): Promise<boolean> {
	if (isOperator(call.actor)) return true;
	if (call.actor.kind === 'session') return isAdministered(call, accountId);
	return mayDecideOnAccess(call.actor, accountId, await listLines(call, accountId));
}

async function decided(call: Call, accountId: string): Promise<Account> {
	const account = found(await findAccount(call, accountId));
	allow(await decidesOn(call, accountId));
	requireElevation(call);
	return account;
}

/**
 * Issues the link by which somebody sets their password, good once and for 24 hours; earlier ones are good no more.
 * Answers the path, which is shown once and stored nowhere.
 */
export const issueOneTimeLink = (call: Call, accountId: string): Promise<string> =>
	transact(call, async (call) => {
		const account = await decided(call, accountId);
		const token = newToken();
		await saveLink(call, account.id, tokenHash(token));
		await record(call, 'link.issued', { subject: account.id });
		return `/thiet-lap/${token}`;
	});

/** Closes an account: its sessions end at once and nobody signs in with it. */
export const closeAccount = (call: Call, accountId: string): Promise<void> =>
	transact(call, async (call) => {
		const account = await decided(call, accountId);
		await endSessions(call, account.id, null);
		await saveDisabled(call, account.id, true).catch(refuseNeeded);
		await record(call, 'account.closed', { subject: account.id });
	});

export const reopenAccount = (call: Call, accountId: string): Promise<void> =>
	transact(call, async (call) => {
		const account = await decided(call, accountId);
		await saveDisabled(call, account.id, false);
		await record(call, 'account.reopened', { subject: account.id });
	});

/** For a lost device: takes away authenticator, recovery codes and passkeys, and ends all sessions. */
export const resetSecondFactors = (call: Call, accountId: string): Promise<void> =>
	transact(call, async (call) => {
		const account = await decided(call, accountId);
		await deleteTotp(call, account.id);
		await deletePasskeys(call, account.id);
		await endSessions(call, account.id, null);
		await record(call, 'secondFactor.reset', { subject: account.id });
	});

/** A seat of the oversight body that could not go on without it. */
const refuseNeeded = refusedAs('VD010', () => new Conflict(() => m.access_users_seatNeeded()));
