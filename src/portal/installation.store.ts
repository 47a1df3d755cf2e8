import { sql } from 'kysely';
import { kept, type Call, type House } from '#platform';
import type { Installation, InstallationWords } from './installation.ts';

/**
 * The one row, which is there from the first migration on. Read anew each time: one row by its key costs less than
 * knowing whether a copy is still true.
 */
export async function installationOf(call: Call): Promise<Installation> {
	const { rows } = await sql<Installation>`${kept}
		select body_vi, body_en, superior_vi, superior_en, address_vi, address_en, phone, email,
			officer_vi, officer_en, root_unit_id, illustration, set_up_at, changed_at
		from installation`.execute(call.db);
	return rows[0]!;
}

/**
 * The same as it was at most a second ago, for what stands around every public page: pages that are kept are as old. In the process that
 * changed it, it is anew at once.
 */
export function installationLately(call: Call): Promise<Installation> {
	const now = call.now.getTime();
	const known = lately.get(call.house);
	if (known && now >= known.readAt && now < known.readAt + 1_000) return known.installation;
	const installation = installationOf(call);
	lately.set(call.house, { readAt: now, installation });
	installation.catch(() => lately.delete(call.house));
	return installation;
}
const lately = new WeakMap<House, { readAt: number; installation: Promise<Installation> }>();

/** Keeps what was changed, and since when it is so. */
export async function saveInstallation(
	call: Call,
	change: Partial<InstallationWords & Pick<Installation, 'rootUnitId' | 'illustration' | 'setUpAt'>>,
): Promise<void> {
	await call.db
		.updateTable('installation')
		.set({ ...change, changedAt: call.now })
		.execute();
	call.afterCommit(() => lately.delete(call.house));
}
