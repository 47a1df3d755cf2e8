import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject } from 'vitest';
import { work, type Call, type Caller, type House } from './call.ts';
import { loginName, roles } from './database/roles.ts';
import type { EventListeners } from './events.ts';
import { openHouse } from './house.ts';
import { queueLogin } from './jobs/prepare-queue.ts';
import { secretsFrom } from './secrets.ts';
import { readSettings } from './settings.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Owner's connection to the throw-away server; the template database is named in it. `directory`: its data folder, unless it is given from outside. */
		database: { serverUrl: string; template: string; directory?: string };
	}
}

/** The keys of every test: the logins' passwords follow from them. */
export const testSecrets = secretsFrom(Buffer.alloc(32));

/**
 * A house on a database of its own, copied from the migrated template; dropped when the test file ends. Real
 * PostgreSQL, real commits: what a rolled-back test cannot see (outbox, constraints at commit) is seen here.
 */
export async function testHouse(options: { listeners?: EventListeners; clock?: () => Date } = {}): Promise<House> {
	const url = await copyDatabase(inject('database').template);
	const directory = mkdtempSync(join(tmpdir(), 'vidan-test-'));
	const settings = readSettings({ VIDAN_DATA: directory, VIDAN_LOG: 'silent' });
	const house = openHouse(settings, testSecrets, url.href, options.listeners, options.clock);
	await closeBut(expect.getState().testPath);
	keepOpen(house, url, () => rmSync(directory, { recursive: true, force: true }));
	return house;
}

/** The same house on a copy of its database as it stands now, with the same data folder and keys: a backup that is restored later. */
export async function backupOf(house: House): Promise<House> {
	await house.database.close(); // its pools open anew at the next use
	const url = await copyDatabase(databaseNames.get(house)!);
	const copy = openHouse(house.settings, house.secrets, url.href, house.listeners, house.clock);
	keepOpen(copy, url);
	return copy;
}

/** Runs statements as the owner of the tables, who serves no request. */
export async function asOwner(house: House, ...statements: string[]): Promise<void> {
	await onServer(urlOf(house).href, ...statements);
}

/** Where the database of a house is, as the owner of the tables reaches it. */
export function urlOf(house: House): URL {
	const url = new URL(inject('database').serverUrl);
	url.pathname = `/${databaseNames.get(house)!}`;
	return url;
}

async function copyDatabase(template: string): Promise<URL> {
	const { serverUrl } = inject('database');
	const name = `vidan_test_${randomBytes(6).toString('hex')}`;
	await onServer(serverUrl, `create database ${name} template ${template}`);
	const url = new URL(serverUrl);
	url.pathname = `/${name}`;
	await onServer(
		url.href,
		`revoke connect, temporary on database ${name} from public`,
		`grant connect on database ${name} to ${[...roles.map(loginName), queueLogin].join(', ')}`,
		`grant temporary on database ${name} to vidan_operator, vidan_jobs`,
	);
	return url;
}

const databaseNames = new WeakMap<House, string>();

function keepOpen(house: House, url: URL, after: () => void = () => {}): void {
	const name = url.pathname.slice(1);
	databaseNames.set(house, name);
	opened.push({
		file: expect.getState().testPath,
		close: async () => {
			await house.database.close();
			drop(name);
			after();
		},
	});
}

/** Houses of this worker; those of a file are closed when the next one opens its first, the last when the server stops. */
const opened: { file: string | undefined; close: () => Promise<void> }[] = [];

async function closeBut(file: string | undefined): Promise<void> {
	if (notDropped) throw notDropped;
	for (const house of opened.filter((each) => each.file !== file)) {
		opened.splice(opened.indexOf(house), 1);
		await house.close();
	}
}

let dropped: Promise<unknown> = Promise.resolve();
let notDropped: unknown;

/**
 * Nobody waits for it: dropping a database first writes out all that any of them has changed. One after another; one that fails
 * is told when the next house is opened.
 */
function drop(name: string): void {
	const { serverUrl } = inject('database');
	dropped = dropped
		.then(() => onServer(serverUrl, `drop database ${name} with (force)`))
		.catch((problem: unknown) => (notDropped = problem));
}

/** Acts as the command line would: everything may be seen and done; `now` puts the act on another day. */
export const asOperator = <T>(
	house: House,
	act: (call: Call) => Promise<T>,
	more: { accountId?: string; now?: Date } = {},
) => work(house, { kind: 'operator', name: 'test', ...more } satisfies Caller, act);

/** What a page says was seen (`platform/seen.ts`), to be sent with its form; '' when it says nothing. */
export const seenIn = (page: string): string => /name="_seen" value="([0-9a-f]{64})"/.exec(page)?.[1] ?? '';

async function onServer(url: string, ...statements: string[]): Promise<void> {
	const client = new pg.Client(url);
	await client.connect();
	try {
		for (const statement of statements) await client.query(statement);
	} finally {
		await client.end();
	}
}
