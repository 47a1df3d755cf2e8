import type { Call } from '#platform';
import type { Installation, InstallationWords } from './installation.ts';

/**
 * The one row, which is there from the first migration on. Read anew each time: one row by its key costs less than
 * knowing whether a copy is still true.
 */
export function installationOf(call: Call): Promise<Installation> {
	return call.db
		.selectFrom('installation')
		.select(['bodyVi', 'bodyEn', 'superiorVi', 'superiorEn', 'addressVi', 'addressEn', 'phone', 'email'])
		.select(['officerVi', 'officerEn', 'rootUnitId', 'illustration', 'setUpAt', 'changedAt'])
		.executeTakeFirstOrThrow();
}

/** Keeps what was changed, and since when it is so. */
export async function saveInstallation(
	call: Call,
	change: Partial<InstallationWords & Pick<Installation, 'rootUnitId' | 'illustration' | 'setUpAt'>>,
): Promise<void> {
	await call.db
		.updateTable('installation')
		.set({ ...change, changedAt: call.now })
		.execute();
}
