import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from './cannot-start.ts';

/** Whether a process of this number runs, whoever it belongs to. One that has ended and waits for its parent does not. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
	} catch (problem) {
		if (codeOf(problem) !== 'EPERM') return false;
	}
	return !isZombie(pid);
}

/** In a container the first process often does not take leave of orphans. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function isZombie(pid: number): boolean {
	if (process.platform !== 'linux') return false;
	try {
		return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return true;
	}
}

/** Whether the process works in `directory`: PostgreSQL's postmaster does in its data folder, a stranger with its number does not. */
export function worksIn(pid: number, directory: string): boolean {
	try {
		if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === directory;
		return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(directory);
	} catch {
		return false;
	}
}

/** Waits until the process is gone, at most `seconds`. */
export async function isGone(pid: number, seconds: number): Promise<boolean> {
	for (const end = Date.now() + seconds * 1000; isAlive(pid); await pause(30)) if (Date.now() > end) return false;
	return true;
}
