import { allow, isOperator, pageChanged, record, transact, type Call } from '#platform';
import { mayChangeInstallation, type Installation, type InstallationWords } from './installation.ts';
import { installationOf, saveInstallation } from './installation.store.ts';

/** Changes what the body says about itself on every page. */
export const changeInstallation = (call: Call, words: Partial<InstallationWords>): Promise<void> =>
	transact(call, async (call) => {
		allow(mayChangeInstallation(call.actor, await installationOf(call)));
		await saveInstallation(call, words);
		await record(call, 'installation.changed');
		await pageChanged(call, 'installation');
	});

/** What only the operator says: which unit is the root, that the data is a demonstration, that the house is set up. */
export const markInstallation = (
	call: Call,
	marks: Partial<Pick<Installation, 'rootUnitId' | 'illustration' | 'setUpAt'>>,
): Promise<void> =>
	transact(call, async (call) => {
		allow(isOperator(call.actor));
		await saveInstallation(call, marks);
		await pageChanged(call, 'installation');
	});
