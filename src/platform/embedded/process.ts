import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from '../refused.ts';

/** Whether a process has this number, whoever it belongs to, be it that it has ended and waits for its parent. */
export function exists(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (problem) {
		return codeOf(problem) === 'EPERM';
	}
}

/** Whether a process of this number runs. */
export const isAlive = (pid: number): boolean => exists(pid) && !isZombie(pid);

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

/** The processes that work in `directory`. Empty where /proc does not tell. */
export function processesIn(directory: string): number[] {
	if (process.platform !== 'linux') return [];
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((pid) => worksIn(pid, directory));
}

/** Waits until the process is gone, at most `seconds`. */
export async function isGone(pid: number, seconds: number): Promise<boolean> {
	for (const end = Date.now() + seconds * 1000; isAlive(pid); await pause(30)) if (Date.now() > end) return false;
	return true;
}
