import { createAccount, grantPost, issueOneTimeLink } from '#access';
import { findRoot } from '#organisation';
import { found, record, transact, type Call } from '#platform';
import { installationOf, markInstallation } from '#portal';
import { findFirstAdministrator } from './set-up.store.ts';

/** Makes the first account, administrator of the root. It has no password: its owner chooses one at the link that follows. */
export const appointAdministrator = (call: Call, person: { displayName: string; userName: string }): Promise<void> =>
	transact(call, async (call) => {
		const root = found(await findRoot(call));
		const accountId = await createAccount(call, person);
		await grantPost(call, { accountId, role: 'administrator', unitId: root.id });
		const { rootUnitId } = await installationOf(call);
		await markInstallation(call, { rootUnitId: rootUnitId ?? root.id, setUpAt: call.now });
		await record(call, 'installation.setUp', { unitId: root.id });
	});

/** Where the first administrator chooses a password and is signed in. Good once; asked for again, a new one. */
export const passwordLink = (call: Call): Promise<string> =>
	transact(call, async (call) => issueOneTimeLink(call, found(await findFirstAdministrator(call))));
