import { accessSync, constants, lstatSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { m } from '#words';
import { accountName } from '../account-name.ts';
import { codeOf } from '../refused.ts';
import { CannotStart } from './cannot-start.ts';

/** Where everything of the embedded server lives, under the data folder of the installation. */
export type DataFolder = {
	directory: string;
	/** PostgreSQL's own folder. */
	cluster: string;
	/** PostgreSQL's log. */
	log: string;
	/** Held alone by whoever is starting or stopping PostgreSQL just now. */
	turnLock: string;
	/** Held together by everybody who uses PostgreSQL. */
	usersLock: string;
};

/** Makes the folder where it is missing. Throws {@link CannotStart} where this process may not use it. */
export function openDataFolder(directory: string): DataFolder {
	refuseOtherOwner(directory);
	const run = join(directory, 'run');
	try {
		mkdirSync(directory, { recursive: true, mode: 0o700 });
		for (const part of ['run', 'logs']) mkdirSync(join(directory, part), { recursive: true, mode: 0o700 });
		accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
	} catch (problem) {
		throw whyNot(directory, problem);
	}
	return {
		directory,
		cluster: join(directory, 'postgres'),
		log: join(directory, 'logs', 'postgres.log'),
		turnLock: join(run, 'turn.lock'),
		usersLock: join(run, 'users.lock'),
	};
}

/** The sentence for a failed system call under the data folder; what is not about the folder is thrown on as it is. */
export function whyNot(directory: string, problem: unknown): unknown {
	switch (codeOf(problem)) {
		case 'ENOSPC':
		case 'EDQUOT':
			return new CannotStart(m.start_disk_full({ directory }));
		case 'EEXIST':
		case 'ENOTDIR':
			return new CannotStart(m.start_data_notDirectory({ directory }));
		case 'EACCES':
		case 'EPERM':
		case 'EROFS':
			return new CannotStart(m.start_data_notWritable({ directory, account: accountName(process.getuid?.()) }));
		default:
			return problem;
	}
}

/** The first start writes about 60 MB, and the demonstration as much again. */
export function refuseLowDisk(directory: string, needed = 300): void {
	const disk = statfsSync(directory);
	const free = Math.floor((disk.bavail * disk.bsize) / 1024 ** 2);
	if (free < needed) throw new CannotStart(m.start_disk_low({ directory, free, needed }));
}

/**
 * Data made by another account is not touched: root could, but would leave behind files that the owner cannot read at
 * the next start.
 */
function refuseOtherOwner(directory: string): void {
	const uid = process.getuid?.();
	const owner = existingOwner(directory);
	if (uid === undefined || owner === undefined || owner === uid) return;
	throw new CannotStart(m.start_data_otherOwner({ directory, owner: accountName(owner), account: accountName(uid) }));
}

/** Who made what is there; nobody yet where the folder is missing or was only prepared for us. */
function existingOwner(directory: string): number | undefined {
	try {
		return lstatSync(join(directory, 'run')).uid;
	} catch (problem) {
		return codeOf(problem) === 'EACCES' ? ownerOf(directory) : undefined;
	}
}

function ownerOf(directory: string): number | undefined {
	try {
		return statSync(directory).uid;
	} catch {
		return undefined; // below a folder that we may not enter: making it will fail and say so
	}
}
