import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chooseAccount } from '../src/platform/embedded/account.ts';

/** The database tests on Debian's PostgreSQL 15, the oldest that DATABASE_URL may name: `npm run test:pg15`. */
const bin = '/usr/lib/postgresql/15/bin';
const directory = mkdtempSync('/tmp/vidan-pg15-');
const cluster = join(directory, 'postgres');

if (!existsSync(`${bin}/postgres`)) installServer();
const account = chooseAccount(cluster);
const locale = ['--encoding=UTF8', '--locale=C.UTF-8'];
run(`${bin}/initdb`, [`--pgdata=${cluster}`, '--username=postgres', '--auth=trust', '--data-checksums', ...locale]);

const settings = ['listen_addresses=', `unix_socket_directories=${directory}`, 'shared_buffers=256MB', 'fsync=on'];
const logFile = join(directory, 'log');
const log = openSync(logFile, 'w');
const server = spawn(
	...account.wrap(`${bin}/postgres`, ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])]),
	{ stdio: ['ignore', log, log], detached: true },
);
const ended = new Promise((resolve) => server.on('exit', resolve));
try {
	const url = `postgresql://postgres@localhost:5432/postgres?host=${encodeURIComponent(directory)}`;
	for (let turn = 0; turn < 200 && !existsSync(join(directory, '.s.PGSQL.5432')); turn += 1) await pause(50);
	if (server.exitCode !== null) throw new Error(readFileSync(logFile, 'utf8'));
	const tests = spawn('vitest', ['run', '--project=database', ...process.argv.slice(2)], {
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, TEST_DATABASE_URL: url },
	});
	process.exitCode = await new Promise<number>((resolve) => tests.on('exit', (code) => resolve(code ?? 1)));
} finally {
	server.kill('SIGINT');
	await ended;
	rmSync(directory, { recursive: true, force: true });
}

function installServer(): void {
	if (process.getuid?.() !== 0) {
		console.error('The tests need Debian’s package postgresql-15.');
		process.exit(1);
	}
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	execFileSync('apt-get', ['update'], { stdio: 'inherit' });
	execFileSync('apt-get', ['install', '--yes', '--no-install-recommends', 'postgresql-15'], { stdio: 'inherit', env });
}

function run(command: string, args: string[]): void {
	execFileSync(...account.wrap(command, args), { stdio: ['ignore', 'ignore', 'inherit'] });
}
