import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, inject } from 'vitest';
import { work, type Call, type Caller, type House } from './call.ts';
import { openDatabase, type Database } from './database/database.ts';
import { loginName, roles } from './database/roles.ts';
import type { EventListeners } from './events.ts';
import { openHouse } from './house.ts';
import { queueLogin } from './jobs/prepare-queue.ts';
import { secretsFrom } from './secrets.ts';
import { readSettings } from './settings.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/**
		 * Owner's and superuser's connections to the throw-away server, the template database, the statements that make a used copy of it
		 * like new, and the server's data folder unless it is given from outside.
		 */
		database: { serverUrl: string; superuserUrl: string; template: string; untouched: string; directory?: string };
	}
}

/** The keys of every test: the logins' passwords follow from them. */
export const testSecrets = secretsFrom(Buffer.alloc(32));

/**
 * A house on a database of its own, as the migrations leave it. Real PostgreSQL, real commits: what a rolled-back test cannot see (outbox,
 * constraints at commit) is seen here. When the test file ends the database is made like new for the next one, whose statements find
 * their plans there.
 */
export async function testHouse(options: { listeners?: EventListeners; clock?: () => Date } = {}): Promise<House> {
	await closeBut(expect.getState().testPath);
	const used = unused.pop() ?? (await newDatabase(inject('database').template));
	const directory = mkdtempSync(join(tmpdir(), 'vidan-test-'));
	const settings = readSettings({ VIDAN_DATA: directory, VIDAN_LOG: 'silent' });
	const house = openHouse(settings, testSecrets, used.url.href, options.listeners, options.clock);
	house.database = used.database;
	keepOpen(house, used, renew, () => rmSync(directory, { recursive: true, force: true }));
	return house;
}

/** The same house on a copy of its database as it stands now, with the same data folder and keys: a backup that is restored later. */
export async function backupOf(house: House): Promise<House> {
	await house.database.close(); // its pools open anew at the next use
	const copied = await newDatabase(databaseNames.get(house)!);
	const copy = openHouse(house.settings, house.secrets, copied.url.href, house.listeners, house.clock);
	copy.database = copied.database;
	keepOpen(copy, copied, drop);
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

type Used = { url: URL; database: Database };

async function newDatabase(template: string): Promise<Used> {
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
	return { url, database: openDatabase(url.href, testSecrets) };
}

const databaseNames = new WeakMap<House, string>();

function keepOpen(house: House, used: Used, end: (used: Used) => Promise<void>, after: () => void = () => {}): void {
	databaseNames.set(house, used.url.pathname.slice(1));
	opened.push({ file: expect.getState().testPath, close: () => end(used).finally(after) });
}

/** Houses of this worker; those of a file are closed when the next one opens its first, the last when the server stops. */
const opened: { file: string | undefined; close: () => Promise<void> }[] = [];

/** Databases like new, the one that was used last at the end. */
const unused: Used[] = [];

async function closeBut(file: string | undefined): Promise<void> {
	if (notDropped) throw notDropped;
	for (const house of opened.filter((each) => each.file !== file)) {
		opened.splice(opened.indexOf(house), 1);
		await house.close();
	}
}

/** Rows go, tables stay: what connections know of them remains true. One that was itself changed, or is still in use, is dropped. */
async function renew(used: Used): Promise<void> {
	const { superuserUrl, untouched } = inject('database');
	const url = new URL(superuserUrl);
	url.pathname = used.url.pathname;
	try {
		await onServer(url.href, `set lock_timeout = '2s'`, untouched);
	} catch {
		return drop(used);
	}
	unused.push(used);
}

let dropped: Promise<unknown> = Promise.resolve();
let notDropped: unknown;

/**
 * Nobody waits for it: dropping a database first writes out all that any of them has changed. One after another; one that fails
 * is told when the next house is opened.
 */
async function drop({ url, database }: Used): Promise<void> {
	const { serverUrl } = inject('database');
	await database.close();
	dropped = dropped
		.then(() => onServer(serverUrl, `drop database ${url.pathname.slice(1)} with (force)`))
		.catch((problem: unknown) => (notDropped = problem));
}

/** Acts as the command line would: everything may be seen and done; `now` puts the act on another day. */
export const asOperator = <T>(
	house: House,
	act: (call: Call) => Promise<T>,
	more: { accountId?: string; now?: Date } = {},
) => work(house, { kind: 'operator', name: 'test', ...more } satisfies Caller, act);

/** Why an act was refused; undefined when it was done. */
export const refusal = (act: Promise<unknown>): Promise<unknown> =>
	act.then(
		() => undefined,
		(error: unknown) => error,
	);

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
