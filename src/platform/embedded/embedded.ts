import { rmSync } from 'node:fs';
import { m } from '#words';
import { openSecrets } from '../secrets.ts';
import { chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { CannotStart } from './cannot-start.ts';
import { ensureCluster, superuser } from './cluster.ts';
import { openDataFolder, whyNot, type DataFolder } from './data-folder.ts';
import { hold, tryHold, type Hold } from './hold.ts';
import { databaseName, ensureOwner, owner } from './owner.ts';
import { stopPostmaster, type Postmaster } from './postmaster.ts';
import { isAlive } from './process.ts';
import { joinOrStart } from './join-or-start.ts';

/** The PostgreSQL of our own, open. */
export type Embedded = {
	/** As the owner of the database, who is no superuser. */
	ownerUrl: string;
	/** For supervision and for tests, which make databases; never for the work itself. */
	superuserUrl: string;
	/** Calls `act` with a sentence if PostgreSQL stops although nobody asked it to. */
	onLoss(act: (sentence: string) => void): void;
	/** Lets go of it; the last of all processes that use it stops it. */
	close(): Promise<void>;
};

type Opening = {
	/** The data folder of the installation; PostgreSQL gets `postgres/` in it. */
	directory: string;
	/** Takes a line about what is taking time. */
	report: (line: string) => void;
};

/**
 * Opens the PostgreSQL under `<directory>/postgres`: makes it at the first time, starts it or joins the one that runs.
 * Server and command line may use it at the same time: each holds `users.lock` together with the others, and opens and
 * closes while holding `turn.lock` alone. Throws {@link CannotStart}.
 */
export async function openEmbedded({ directory, report }: Opening): Promise<Embedded> {
	const binaries = findBinaries();
	const folder = openDataFolder(directory);
	const turn = await hold(folder.turnLock, 'alone', 120, () => report(m.start_report_waiting()));
	if (!turn) throw new CannotStart(m.start_postgres_busy({ directory }));
	try {
		const account = chooseAccount(folder.cluster);
		const secrets = openSecrets(directory);
		await ensureCluster(folder, binaries, account, secrets.password(superuser), report);
		const urlOf = (user: string, database: string, socket: string) =>
			`postgresql://${user}:${secrets.password(user)}@localhost:5432/${database}?host=${encodeURIComponent(socket)}`;
		const superuserUrlOf = (socket: string) => urlOf(superuser, 'postgres', socket);

		const { postmaster, using } = await joinOrStart({ folder, binaries, account, report, urlOf: superuserUrlOf });
		const { socketDirectory } = postmaster;
		const leave = () => leavePostmaster(folder, postmaster, using, report);
		try {
			await ensureOwner(superuserUrlOf(socketDirectory), secrets.password(owner));
		} catch (problem) {
			await leave();
			throw problem;
		}
		return {
			ownerUrl: urlOf(owner, databaseName, socketDirectory),
			superuserUrl: superuserUrlOf(socketDirectory),
			...supervised(folder, postmaster, leave),
		};
	} catch (problem) {
		throw whyNot(directory, problem);
	} finally {
		turn.release();
	}
}

function supervised(
	folder: DataFolder,
	{ pid }: Postmaster,
	leave: () => Promise<void>,
): Pick<Embedded, 'onLoss' | 'close'> {
	let watch: NodeJS.Timeout | undefined;
	let closing: Promise<void> | undefined;
	return {
		onLoss(act) {
			watch = setInterval(() => {
				if (isAlive(pid)) return;
				clearInterval(watch);
				act(m.start_postgres_lost({ pid, log: folder.log }));
			}, 1_000).unref();
		},
		close() {
			clearInterval(watch);
			closing ??= hold(folder.turnLock, 'alone', 10).then((turn) => leave().finally(() => turn?.release()));
			return closing;
		},
	};
}

/** Whoever finds the users' lock free is the last one, and stops PostgreSQL. */
async function leavePostmaster(
	folder: DataFolder,
	postmaster: Postmaster,
	using: Hold,
	report: (line: string) => void,
): Promise<void> {
	using.release();
	const last = tryHold(folder.usersLock, 'alone');
	if (!last) return;
	try {
		if (await stopPostmaster(postmaster, 5)) rmSync(postmaster.socketDirectory, { recursive: true, force: true });
		else report(m.start_report_leftBehind());
	} finally {
		last.release();
	}
}
