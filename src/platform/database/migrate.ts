import { readdir } from 'node:fs/promises';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { prepareQueue } from '../jobs/prepare-queue.ts';
import type { Secrets } from '../secrets.ts';
import { ensureRoles, loginName, roles } from './roles.ts';

/** One key for the whole of a preparation: two processes that start at once take turns. */
const preparing = 7_264_010;

/**
 * Brings a database to the schema of this version: roles, logins, every migration not yet run. Safe to repeat, and safe
 * to run from several processes at once. Throws when the database was made by a later version.
 *
 * @param ownerUrl connection of the owner of the database, who may create roles
 * @param directory the folder of the `NNNN_subject.sql` files
 */
export async function migrateDatabase(ownerUrl: string, secrets: Secrets, directory: string): Promise<string[]> {
	const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'vidan migrate' });
	await owner.connect();
	try {
		await owner.query('select pg_advisory_lock($1)', [preparing]);
		await owner.query(`set time zone 'UTC'`);
		await ensureRoles(owner, secrets);
		await grantConnect(owner);
		await refuseLaterSchema(owner, directory);
		const applied = await runner({
			dbClient: owner,
			dir: directory,
			ignorePattern: '(?!.*\\.sql$).*',
			direction: 'up',
			migrationsTable: 'migration',
			migrationsSchema: 'vidan_schema',
			createMigrationsSchema: true,
			noLock: true,
			singleTransaction: true,
			log: () => {},
		});
		await prepareQueue(owner, ownerUrl, secrets);
		// A table that nobody has looked into is taken for one with thousands of rows, and some of ours stay empty for long.
		if (applied.length > 0) await owner.query('analyze');
		return applied.map((migration) => migration.name);
	} finally {
		await owner.end();
	}
}

async function grantConnect(owner: pg.Client): Promise<void> {
	const { rows } = await owner.query<{ name: string }>('select quote_ident(current_database()) as name');
	const database = rows[0]!.name;
	await owner.query(`revoke connect, temporary on database ${database} from public`);
	await owner.query(`grant connect on database ${database} to ${roles.map(loginName).join(', ')}`);
	// Large imports pass through a temporary table; jobs rebuild through one.
	await owner.query(`grant temporary on database ${database} to vidan_operator, vidan_jobs`);
}

export class LaterSchema extends Error {}

async function refuseLaterSchema(owner: pg.Client, directory: string): Promise<void> {
	const { rows } = await owner.query<{ there: boolean }>(
		`select to_regclass('vidan_schema.migration') is not null as there`,
	);
	if (!rows[0]!.there) return;
	const ours = new Set((await readdir(directory)).map((name) => name.replace(/\.sql$/, '')));
	const done = await owner.query<{ name: string }>('select name from vidan_schema.migration');
	const unknown = done.rows.find((row) => !ours.has(row.name));
	if (unknown) throw new LaterSchema(unknown.name);
}
