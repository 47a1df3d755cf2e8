import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';

const self = process.getuid?.();

/** What an account of the machine is called, this process's unless said; by its number where it has no name, as in many containers. */
export function accountName(uid = self): string {
	try {
		if (uid === self) return userInfo().username;
		return execFileSync('id', ['-nu', String(uid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
	} catch {
		return `uid ${uid}`;
	}
}
