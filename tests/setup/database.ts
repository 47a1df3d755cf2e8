import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '../../src/platform/database/migrate.ts';
import { openEmbedded } from '../../src/platform/embedded/embedded.ts';
import { testSecrets } from '../../src/platform/testing.ts';
import { untouchedState } from './untouched.ts';

/**
 * One throw-away PostgreSQL for all database tests, as durable as the real one, with the migrated template that test
 * files copy, or make a copy like again (`testHouse`). TEST_DATABASE_URL, a superuser's, uses another server instead.
 */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
	const server = await openServer(process.env.TEST_DATABASE_URL);
	try {
		const { superuserUrl, directory } = server;
		const serverUrl = await makeTemplate(superuserUrl);
		const untouched = await untouchedState(superuserUrl, template);
		project.provide('database', { serverUrl, superuserUrl, template, untouched, directory });
	} catch (problem) {
		await server.close();
		throw problem;
	}
	return () => server.close();
}

const template = 'vidan_template';
const owner = 'vidan_test_owner';

type Server = { superuserUrl: string; directory?: string; close(): Promise<void> };

async function openServer(given: string | undefined): Promise<Server> {
	if (given) return { superuserUrl: given, close: async () => {} };
	const directory = mkdtempSync(join(tmpdir(), 'vidan-tests-'));
	const embedded = await openEmbedded({ directory, report: () => {} });
	const remove = () => rmSync(directory, { recursive: true, force: true });
	return { superuserUrl: embedded.superuserUrl, directory, close: () => embedded.close().finally(remove) };
}

/** The owner has the rights that an installation's owner has, and some more: to copy the template, to drop its copies, to have all written out. */
async function makeTemplate(superuserUrl: string): Promise<string> {
	const superuser = new Client(superuserUrl);
	await superuser.connect();
	try {
		await superuser.query(`drop database if exists ${template} with (force)`);
		const { rowCount } = await superuser.query('select from pg_roles where rolname = $1', [owner]);
		if (!rowCount) await superuser.query(`create role ${owner} login createrole createdb password '${owner}'`);
		await superuser.query(`grant pg_signal_backend, pg_checkpoint to ${owner}`);
		await superuser.query(`create database ${template} owner ${owner}`);
	} finally {
		await superuser.end();
	}
	const url = new URL(superuserUrl);
	url.username = owner;
	url.password = owner;
	url.pathname = `/${template}`;
	await migrateDatabase(url.href, testSecrets, 'database/migrations');
	url.pathname = '/postgres';
	return url.href;
}
