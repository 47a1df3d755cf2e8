import { spawn } from 'node:child_process';
import {
	chownSync,
	existsSync,
	lchownSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { m } from '#words';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { CannotStart } from './cannot-start.ts';
import { refuseLowDisk, whyNot, type DataFolder } from './data-folder.ts';

/** Name of the one superuser. Nothing but the supervision of the server signs in with it. */
export const superuser = 'vidan_superuser';

/**
 * Makes PostgreSQL's data at the first start; afterwards checks that it is ours to open. It is made beside its place and
 * then renamed, so that an interrupted first start leaves nothing half made.
 */
export async function ensureCluster(
	folder: DataFolder,
	binaries: Binaries,
	account: Account,
	password: string,
	report: (line: string) => void,
): Promise<void> {
	if (existsSync(folder.cluster)) {
		refuseStrange(folder, binaries);
		giveTo(account, folder.cluster);
		return;
	}
	refuseLowDisk(folder.directory);
	report(m.start_report_creating({ version: binaries.version, directory: folder.cluster }));
	removeDrafts(folder);
	const draft = `${folder.cluster}.${process.pid}.draft`;
	try {
		mkdirSync(draft, { mode: 0o700 });
		chownSync(draft, account.uid, account.gid);
		await initdb(draft, binaries, account, password);
		renameSync(draft, folder.cluster);
	} catch (problem) {
		rmSync(draft, { recursive: true, force: true });
		throw whyNot(folder.directory, problem);
	}
}

function refuseStrange({ cluster }: DataFolder, binaries: Binaries): void {
	const versionFile = join(cluster, 'PG_VERSION');
	if (!existsSync(versionFile)) throw new CannotStart(m.start_postgres_notCluster({ directory: cluster }));
	const found = readFileSync(versionFile, 'utf8').trim();
	if (found === binaries.major) return;
	throw new CannotStart(m.start_postgres_otherMajor({ directory: cluster, found, expected: binaries.major }));
}

/** PostgreSQL wants to own its files. Only root can have another account, and only once namespaces are forbidden to it. */
function giveTo({ uid, gid }: Account, cluster: string): void {
	if (statSync(cluster).uid === uid) return;
	for (const name of readdirSync(cluster, { recursive: true, encoding: 'utf8' }))
		lchownSync(join(cluster, name), uid, gid);
	chownSync(cluster, uid, gid); // last, so that a chown that was interrupted is done again
}

function removeDrafts({ directory }: DataFolder): void {
	for (const name of readdirSync(directory)) {
		if (/^postgres\.\d+\.draft/.test(name)) rmSync(join(directory, name), { recursive: true, force: true });
	}
}

/**
 * Keys and codes sort by byte, the same on every machine and after every upgrade (`builtin`); names of people and units
 * are sorted where they are shown, by an ICU collation.
 */
async function initdb(directory: string, binaries: Binaries, account: Account, password: string): Promise<void> {
	const passwordFile = `${directory}.password`;
	writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
	chownSync(passwordFile, account.uid, account.gid);
	try {
		await run(
			...account.wrap(binaries.initdb, [
				`--pgdata=${directory}`,
				`--username=${superuser}`,
				`--pwfile=${passwordFile}`,
				'--auth=scram-sha-256',
				'--data-checksums',
				'--encoding=UTF8',
				'--locale=C',
				'--locale-provider=builtin',
				'--builtin-locale=C.UTF-8',
				// One syncfs(2) where there is one: 1.5 s against 4–15 s for a thousand fsync(2).
				...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
			]),
			directory,
		);
	} finally {
		rmSync(passwordFile, { force: true });
	}
}

async function run(command: string, args: string[], directory: string): Promise<void> {
	const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
	const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
	if (code === 0) return;
	if (said.includes('No space left on device'))
		throw new CannotStart(m.start_disk_full({ directory: dirname(directory) }));
	throw new CannotStart(m.start_postgres_failed({ reason: said.trim().split('\n').at(0) ?? '', log: 'initdb' }));
}
