import { spawn } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openEmbedded } from '../../src/platform/embedded/embedded.ts';
import { dataFolder, postmasterOf } from './folder.ts';
import { user } from './programs.ts';

const quiet = () => {};

test('the last of two processes that use PostgreSQL stops it', async () => {
	const directory = dataFolder();
	const [first, second] = await Promise.all([user(directory), user(directory)]);
	expect(first.out()).toBe(second.out());

	await first.end('SIGTERM');
	expect(await ask(second.out(), 'select 1 as answer')).toBe(1);

	await second.end('SIGTERM');
	expect(postmasterOf(directory)).toBeUndefined();
});

test('one whose starter was killed is used by the next, and stopped by it', async () => {
	const directory = dataFolder();
	const killed = await user(directory);
	const pid = postmasterOf(directory);
	await killed.end('SIGKILL');
	expect(postmasterOf(directory)).toBe(pid);

	const embedded = await openEmbedded({ directory, report: quiet });
	expect(postmasterOf(directory)).toBe(pid);
	await embedded.close();
	expect(postmasterOf(directory)).toBeUndefined();
});

test('what was committed survives a kill of everything, also in the middle of a long query', async () => {
	const directory = dataFolder();
	const killed = await user(directory);
	await ask(killed.out(), 'create table kept as select 42 as answer');
	const busy = ask(killed.out(), 'select count(md5(n::text)) from generate_series(1, 100000000) n').catch(quiet);
	process.kill(postmasterOf(directory)!, 'SIGKILL');
	await killed.end('SIGKILL');

	const embedded = await openEmbedded({ directory, report: quiet });
	onTestFinished(() => embedded.close());
	expect(await ask(embedded.superuserUrl, 'select answer from kept')).toBe(42);
	await busy;
});

test('who uses it is told when it is lost', async () => {
	const directory = dataFolder();
	const program = await user(directory);
	process.kill(postmasterOf(directory)!, 'SIGKILL');
	expect(await program.ended).toBe(1);
	expect(program.err()).toContain('đã dừng ngoài ý muốn');
});

test('a number that has gone to another process does not keep it from starting', async () => {
	const directory = dataFolder();
	await (await openEmbedded({ directory, report: quiet })).close();
	const stranger = spawn('sleep', ['60']);
	onTestFinished(() => void stranger.kill());
	writeFileSync(
		join(directory, 'postgres', 'postmaster.pid'),
		`${stranger.pid}\n${directory}/postgres\n1\n5432\n/tmp\n\n1 1\nready\n`,
	);

	const embedded = await openEmbedded({ directory, report: quiet });
	expect(postmasterOf(directory)).not.toBe(stranger.pid);
	await embedded.close();
	expect(stranger.exitCode).toBeNull();
});

test('data of another PostgreSQL, or with another key, is not touched', async () => {
	const directory = dataFolder();
	await (await openEmbedded({ directory, report: quiet })).close();
	const [version, key] = [join(directory, 'postgres', 'PG_VERSION'), join(directory, 'keys', 'master.key')];
	const ours = readFileSync(key, 'utf8');

	writeFileSync(version, '17\n');
	await expect(openEmbedded({ directory, report: quiet })).rejects.toThrow(/do PostgreSQL 17 tạo ra/);
	writeFileSync(version, '18\n');

	writeFileSync(key, `${'0'.repeat(64)}\n`);
	await expect(openEmbedded({ directory, report: quiet })).rejects.toThrow(/keys\/master.key không phải/);
	expect(postmasterOf(directory)).toBeUndefined();

	writeFileSync(key, ours);
	await (await openEmbedded({ directory, report: quiet })).close();
});

test('it runs with the settings that are part of the product, its owner is no superuser, and no port is open', async () => {
	const directory = dataFolder();
	const embedded = await openEmbedded({ directory, report: quiet });
	onTestFinished(() => embedded.close());
	const settings = `select string_agg(name || '=' || setting, ' ' order by name) as answer from pg_settings where name in
		('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses', 'log_connections', 'server_encoding')`;
	expect(await ask(embedded.superuserUrl, settings)).toBe(
		'data_checksums=on fsync=on full_page_writes=on listen_addresses= log_connections=off server_encoding=UTF8 synchronous_commit=on',
	);
	const owner = `select rolsuper::text || rolcreaterole as answer from pg_roles where rolname = current_user`;
	expect(await ask(embedded.ownerUrl, owner)).toBe('falsetrue');
	for (const part of ['', 'postgres', 'keys', 'run']) expect(statSync(join(directory, part)).mode & 0o077).toBe(0);
});

async function ask(url: string, query: string): Promise<unknown> {
	const client = new Client(url.trim());
	client.on('error', quiet);
	await client.connect();
	try {
		const { rows } = await client.query<{ answer: unknown }>(query);
		return rows[0]?.answer;
	} finally {
		await client.end().catch(quiet);
	}
}
