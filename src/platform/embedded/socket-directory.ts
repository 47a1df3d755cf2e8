import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import type { Account } from './account.ts';

/**
 * A folder for the socket, short whatever the data folder is called: a socket's path may have about 100 bytes. It is
 * named after the data folder, and refused if somebody else has made it first.
 */
export function socketDirectory(cluster: string, account: Account): string {
	const name = createHash('sha256').update(realpathSync(cluster)).digest('hex').slice(0, 16);
	const directory = `/tmp/vidan-${account.uid}-${name}`;
	mkdirSync(directory, { recursive: true, mode: 0o700 });
	const found = lstatSync(directory);
	const mine = found.uid === (process.getuid?.() ?? found.uid);
	if (mine && found.uid !== account.uid) chownSync(directory, account.uid, account.gid);
	const safe = found.isDirectory() && (found.mode & 0o077) === 0 && (mine || found.uid === account.uid);
	if (!safe) throw new Error(`${directory} belongs to somebody else`);
	return directory;
}
