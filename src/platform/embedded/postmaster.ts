import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { m } from '#words';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { CannotStart } from './cannot-start.ts';
import type { DataFolder } from './data-folder.ts';
import { exists, isAlive, isGone, worksIn } from './process.ts';
import { serverSettings } from './server-settings.ts';

/** The main process of a running PostgreSQL, as it describes itself in `postmaster.pid`. */
export type Postmaster = { pid: number; socketDirectory: string; status: string };

/**
 * The postmaster of this data, also one whose starter was killed. If what it wrote about itself outlived it, and its
 * number still is (or again) that of some process, the file is removed: PostgreSQL itself would refuse to start.
 */
export function findPostmaster({ cluster }: DataFolder): Postmaster | undefined {
	const found = readPostmaster(cluster);
	if (!found || !exists(found.pid)) return undefined;
	if (isAlive(found.pid) && worksIn(found.pid, realpathSync(cluster))) return found;
	rmSync(join(cluster, 'postmaster.pid'), { force: true });
	return undefined;
}

/** https://www.postgresql.org/docs/18/storage-file-layout.html: number, folder, start, port, socket folder, address, memory, status. */
function readPostmaster(cluster: string): Postmaster | undefined {
	try {
		const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
		return { pid: Number(lines[0]), socketDirectory: lines[4] ?? '', status: (lines[7] ?? '').trim() };
	} catch {
		return undefined;
	}
}

type Start = {
	folder: DataFolder;
	binaries: Binaries;
	account: Account;
	socketDirectory: string;
	report: (line: string) => void;
};

/**
 * Starts PostgreSQL and waits until it answers, however long it has to recover. It gets a session of its own, so that
 * Ctrl-C in the terminal reaches only us and we can end our work before it ends.
 */
export async function startPostmaster(start: Start): Promise<Postmaster> {
	const { folder, binaries, account } = start;
	const from = beginLog(folder.log);
	const log = openSync(folder.log, 'a', 0o600);
	const [command, args] = account.wrap(binaries.postgres, [
		'-D',
		folder.cluster,
		...serverSettings(start.socketDirectory),
	]);
	const child = spawn(command, args, {
		detached: true,
		stdio: ['ignore', log, log],
		env: { PATH: process.env.PATH, LC_ALL: 'C' },
	});
	closeSync(log);
	let ended: Error | true | undefined;
	child.on('error', (problem) => (ended = problem)).on('exit', () => (ended = true));
	child.unref();
	const recovering = setTimeout(() => start.report(m.start_report_recovering()), 3_000);
	try {
		for (;;) {
			const found = readPostmaster(folder.cluster);
			if (found?.pid === child.pid && found?.status === 'ready') return found;
			if (ended) throw ended === true ? whyEnded(folder, from) : ended;
			await pause(20);
		}
	} finally {
		clearTimeout(recovering);
	}
}

/** Processes of a killed postmaster still hold its memory; it passes. */
export class OldMemoryInUse extends CannotStart {}

/** Fast shutdown: transactions under way are rolled back, everything is written. Answers whether it ended in time. */
export async function stopPostmaster({ pid }: Postmaster, seconds: number): Promise<boolean> {
	if (isAlive(pid)) process.kill(pid, 'SIGINT');
	return await isGone(pid, seconds);
}

/** The log is kept in two files of at most about 10 MB. Answers where this start's part begins. */
function beginLog(log: string): number {
	const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
	if (size < 10_000_000) return size;
	renameSync(log, `${log}.1`);
	return 0;
}

function whyEnded({ directory, log }: DataFolder, from: number): CannotStart {
	const said = readFileSync(log).subarray(from).toString().trim();
	if (said.includes('No space left on device')) return new CannotStart(m.start_disk_full({ directory }));
	const reason = /(?:FATAL|PANIC): {2}(.*)/.exec(said)?.[1] ?? said.split('\n').at(-1) ?? '';
	const sentence = m.start_postgres_failed({ reason, log });
	return said.includes('pre-existing shared memory block') ? new OldMemoryInUse(sentence) : new CannotStart(sentence);
}
