import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrateDatabase } from '../src/platform/database/migrate.ts';
import { openEmbedded } from '../src/platform/embedded/embedded.ts';
import { secretsFrom } from '../src/platform/secrets.ts';
import { schemaSql } from './schema-sql.ts';

/**
 * Writes `src/platform/schema.ts` (types of every table) and `database/schema.sql` (for reading) from a scratch database
 * made by the migrations. `--check` writes nothing and exits with 1 when they are not what stands there.
 */
const directory = mkdtempSync(join(tmpdir(), 'vidan-schema-'));
const embedded = await openEmbedded({ directory, report: () => {} });
try {
	await migrateDatabase(embedded.ownerUrl, secretsFrom(randomBytes(32)), 'database/migrations');
	const types = join(directory, 'schema.ts');
	execFileSync('node_modules/.bin/kysely-codegen', [
		...[
			'--dialect',
			'postgres',
			'--url',
			embedded.ownerUrl,
			'--out-file',
			types,
			'--camel-case',
			'--log-level',
			'error',
		],
		...[
			'--date-parser',
			'string',
			'--numeric-parser',
			'number',
			'--default-schema',
			'public',
			'--include-pattern',
			'public.*',
		],
		...['--type-mapping', '{"int8":"number","numeric":"number","daterange":"string"}'],
	]);
	const database = new pg.Client(embedded.ownerUrl);
	await database.connect();
	const sql = await schemaSql(database);
	await database.end();
	const stale = [
		['src/platform/schema.ts', readFileSync(types, 'utf8')] as const,
		['database/schema.sql', sql] as const,
	].filter(([path, text]) => read(path) !== text);
	if (process.argv.includes('--check')) {
		for (const [path] of stale) console.error(`${path} is not what the migrations make. Run: npm run schema`);
		if (stale.length > 0) process.exitCode = 1;
	} else {
		for (const [path, text] of stale) writeFileSync(path, text);
	}
} finally {
	await embedded.close();
	rmSync(directory, { recursive: true, force: true });
}

function read(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
}
