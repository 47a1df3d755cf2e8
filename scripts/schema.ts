import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrateDatabase } from '../src/platform/database/migrate.ts';
import { secretsFrom } from '../src/platform/secrets.ts';

/**
 * Writes `src/platform/schema.ts` (types of every table) from a database made by the migrations.
 * `TEST_DATABASE_URL` names the owner of a server where a scratch database may be made.
 */
const server = process.env.TEST_DATABASE_URL;
if (!server) throw new Error('TEST_DATABASE_URL: the owner of a PostgreSQL server, who may make databases and roles');

const name = `vidan_schema_${randomBytes(4).toString('hex')}`;
const admin = new pg.Client(server);
await admin.connect();
await admin.query(`create database ${name}`);
try {
	const url = new URL(server);
	url.pathname = `/${name}`;
	await migrateDatabase(url.href, secretsFrom(Buffer.alloc(32)), 'database/migrations');
	execFileSync(
		'node_modules/.bin/kysely-codegen',
		[
			...['--dialect', 'postgres', '--url', url.href, '--out-file', 'src/platform/schema.ts', '--camel-case'],
			...['--date-parser', 'string', '--numeric-parser', 'number', '--default-schema', 'public'],
			...['--type-mapping', '{"int8":"number","numeric":"number","daterange":"string"}'],
			...['--log-level', 'error', '--include-pattern', 'public.*', '--partitions'],
		],
		{ stdio: 'inherit' },
	);
} finally {
	await admin.query(`drop database ${name} with (force)`);
	await admin.end();
}
