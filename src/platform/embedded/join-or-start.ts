import { realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { m } from '#words';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { CannotStart } from './cannot-start.ts';
import type { DataFolder } from './data-folder.ts';
import { hold, type Hold } from './hold.ts';
import { answers } from './owner.ts';
import { findPostmaster, OldMemoryInUse, startPostmaster, type Postmaster } from './postmaster.ts';
import { processesIn } from './process.ts';
import { socketDirectory } from './socket-directory.ts';

type Start = {
	folder: DataFolder;
	binaries: Binaries;
	account: Account;
	report: (line: string) => void;
	/** How to sign in through a socket, to see whether PostgreSQL answers. */
	urlOf: (socketDirectory: string) => string;
};

/** A running PostgreSQL and our hold on it. The caller holds `turn.lock`, so that nobody starts or stops it meanwhile. */
export async function joinOrStart(start: Start): Promise<{ postmaster: Postmaster; using: Hold }> {
	const { usersLock, directory } = start.folder;
	const postmaster = (await joinRunning(start)) ?? (await startAlone(start));
	const using = await hold(usersLock, 'together', 5);
	if (!using) throw new CannotStart(m.start_postgres_busy({ directory }));
	return { postmaster, using };
}

/** The one that runs: another process uses it, or the one that started it was killed. One that is stopping is waited for. */
async function joinRunning({ folder, urlOf, report }: Start): Promise<Postmaster | undefined> {
	let told = false;
	for (const end = Date.now() + 60_000; ; await pause(100)) {
		const found = findPostmaster(folder);
		if (!found) return undefined;
		if (found.status === 'ready' && (await answers(urlOf(found.socketDirectory)))) {
			report(m.start_report_adopted({ pid: found.pid }));
			return found;
		}
		if (!told && found.status === 'stopping') report(m.start_report_stopping({ pid: found.pid }));
		told ||= found.status === 'stopping';
		if (Date.now() > end) throw new CannotStart(m.start_postgres_silent({ directory: folder.cluster, pid: found.pid }));
	}
}

/**
 * Only when nobody uses this data. Users of a PostgreSQL that cannot be seen from here sit in another container on the
 * same folder, or are about to leave: a second PostgreSQL would destroy what the first one writes.
 */
async function startAlone({ folder, binaries, account, report }: Start): Promise<Postmaster> {
	const alone = await hold(folder.usersLock, 'alone', 15, () => report(m.start_report_waiting()));
	if (!alone) throw new CannotStart(m.start_postgres_busy({ directory: folder.directory }));
	try {
		const socket = socketDirectory(folder.cluster, account);
		// Left by a killed one; PostgreSQL refuses to start if the number in the lock has gone to another process.
		for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(socket, name), { force: true });
		return await startPatiently({ folder, binaries, account, socketDirectory: socket, report });
	} finally {
		alone.release();
	}
}

/**
 * A killed postmaster leaves its other processes behind until each has ended its query, and while one lives PostgreSQL
 * refuses to start: they are ended at once, as the postmaster would have done.
 */
async function startPatiently(start: Parameters<typeof startPostmaster>[0]): Promise<Postmaster> {
	const cluster = realpathSync(start.folder.cluster);
	for (const end = Date.now() + 30_000; ; await pause(250)) {
		try {
			return await startPostmaster(start);
		} catch (problem) {
			if (!(problem instanceof OldMemoryInUse) || Date.now() > end) throw problem;
			for (const pid of processesIn(cluster)) process.kill(pid, 'SIGQUIT');
		}
	}
}
