import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { isAlive, isGone, worksIn } from '../../src/platform/embedded/process.ts';

/** A data folder of the test's own, gone when it has ended, with whatever still runs on it. */
export function dataFolder(): string {
	const directory = mkdtempSync(join(tmpdir(), 'vidan-start-'));
	onTestFinished(async () => {
		const left = postmasterOf(directory);
		if (left) process.kill(left, 'SIGQUIT');
		if (left) await isGone(left, 10);
		rmSync(directory, { recursive: true, force: true });
	});
	return directory;
}

/** The number of PostgreSQL's main process, undefined when none runs on this folder. */
export function postmasterOf(directory: string): number | undefined {
	try {
		const pid = Number(readFileSync(join(directory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
		return isAlive(pid) && worksIn(pid, join(directory, 'postgres')) ? pid : undefined;
	} catch {
		return undefined;
	}
}

/** A port that nobody uses just now. */
export function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

/** Waits until `holds`, at most `seconds`. Answers whether it does. */
export async function eventually(holds: () => boolean | Promise<boolean>, seconds = 20): Promise<boolean> {
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise((next) => setTimeout(next, 25))) {
		if (await holds()) return true;
	}
	return false;
}
