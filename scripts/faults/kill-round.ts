import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serve, type Server } from '../../bench/program.ts';
import type { Filers } from './filers.ts';

/**
 * Serves, lets people file, kills at a moment that follows from the seed.
 *
 * @returns seconds from the start until it was ready: how long people had to wait after the kill before
 */
export async function killRound(
	directory: string,
	people: Filers,
	seed: string,
	postgresToo: boolean,
): Promise<number> {
	const began = performance.now();
	const server = await unproved(directory);
	const gap = (performance.now() - began) / 1000;
	await people.repeat(server.origin).catch(() => {});
	let on = true;
	const filing = people.file(server.origin, () => on);
	await pause(300 + (createHash('sha256').update(seed).digest().readUInt16BE() % 2_500));
	if (postgresToo) kill(postmaster(directory));
	kill(server.pid);
	on = false;
	await filing;
	await server.stop();
	return gap;
}

/** The server with proofs of work turned off: the people here have no browser. */
export async function unproved(directory: string): Promise<Server> {
	process.env.VIDAN_PROOF_OF_WORK = 'off';
	return serve(directory);
}

const postmaster = (directory: string): number =>
	Number(readFileSync(join(directory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

function kill(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It is gone already: the other one took it along.
	}
}
