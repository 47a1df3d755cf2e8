import { sql } from 'kysely';
import { kept, type Call } from '#platform';
import type { Day } from '#words';

/** The state of every tree. */
const epochs = sql`(select coalesce(string_agg(tree || ' ' || epoch, ',' order by tree), '') from tree_state)`;

const turnsBetween = (table: string) => {
	const valid = sql.ref(`${table}.valid`);
	const within = sql`> least(s.built_on, app.today()) and`;
	return sql`(lower(${valid}) ${within} lower(${valid}) <= greatest(s.built_on, app.today()))
		or (upper(${valid}) ${within} upper(${valid}) <= greatest(s.built_on, app.today()))`;
};

const stale = sql`(s.built_on is null or s.fingerprint <> ${epochs}
	or (s.built_on <> app.today() and (
		exists (select from unit_heir h where ${turnsBetween('h')})
		or exists (select from unit_standing h where ${turnsBetween('h')}))))`;

/**
 * Is the generation that is read of another tree than today's: changed since, or changing on a day between the one it was
 * built on and today (a re-organisation decided ahead takes effect by itself)?
 */
export async function isNowStale(call: Call): Promise<boolean> {
	const { rows } = await sql<{ stale: boolean }>`${kept} select ${nowStale} as stale`.execute(call.db);
	return rows[0]!.stale;
}

/** The same, to be asked beside something else. */
export const nowStale = sql`(select ${stale} from figures_state s)`;

/**
 * What was built for another day and holds today too is of today from now on, so that nobody needs to look again; and what is
 * still being built, or was left half built, is not needed. Leaves alone what is stale.
 */
export async function markBuiltToday(call: Call): Promise<void> {
	await sql`
		update figures_state s set built_on = app.today(), building = null
		where (s.built_on <> app.today() or s.building is not null) and not ${stale}`.execute(call.db);
}

/** May this transaction begin a building? Only one does, and not while parts of another are being filled; the lock ends with it. */
export async function lockBuilding(call: Call): Promise<boolean> {
	const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(7264051) as locked`.execute(call.db);
	return rows[0]!.locked;
}

/** May this transaction fill a part of what is being built? Parts are filled side by side. */
export async function joinBuilding(call: Call): Promise<boolean> {
	const { rows } = await sql<{
		joined: boolean;
	}>`select pg_try_advisory_xact_lock_shared(7264051) as joined`.execute(call.db);
	return rows[0]!.joined;
}

/** Is this build still the one that counts? Another process may have begun anew after a crash. */
export async function isBuilding(call: Call, building: string): Promise<boolean> {
	const { rows } = await sql`select from figures_state where building = ${building}`.execute(call.db);
	return rows.length > 0;
}

/** From now on this generation is read. */
export async function swapGeneration(call: Call, generation: number, { of, day }: Built): Promise<void> {
	await sql`delete from now_pending`.execute(call.db);
	await sql`
		update figures_state set current = ${generation}, fingerprint = ${of}, built_on = ${day}, built_at = clock_timestamp(),
			building = null`.execute(call.db);
}

/** The state of every tree, and the day, as this transaction sees them. */
export type Built = { of: string; day: Day };

export async function readBuilt(call: Call): Promise<Built> {
	const { rows } = await sql<Built>`select ${epochs} as of, app.today() as day`.execute(call.db);
	return rows[0]!;
}
