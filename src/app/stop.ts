import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseServer, Hold } from '#platform';
import type { Serving } from './composition.ts';
import type { Doors } from './start-doors.ts';

/** What a start has opened so far, to be let go in the opposite order. */
export type Open = { folder?: Hold; doors?: Doors; server?: Promise<DatabaseServer>; serving?: Serving };

/**
 * Lets go of everything within 20 seconds: 10 for the answers under way, 4 for jobs and connections, 5 for PostgreSQL to
 * write what it holds (it ends by itself if that is not enough). What was cut is taken up at the next start.
 */
export async function letGo({ folder, doors, server, serving }: Open): Promise<void> {
	serving?.unready();
	// Whoever watches /ready sees it red before the first connection is refused.
	if (serving) await pause(200);
	await doors?.close(10);
	await Promise.race([serving?.stop(), pause(4_000, undefined, { ref: false })]);
	// One that is still being opened is waited for: nobody else would stop it.
	await server?.then(
		(opened) => opened.close(),
		() => {},
	);
	folder?.release();
}

/** Resolves at Ctrl-C, SIGTERM or when the terminal closes. A terminal and npm may both send the same one: once is enough. */
export function askedToStop(): Promise<void> {
	return new Promise((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
	});
}

/** Ctrl-C while a command works: what it began is rolled back, and PostgreSQL is not left running with nobody using it. */
export function letGoWhenAsked(server: Promise<DatabaseServer>): void {
	void askedToStop().then(async () => {
		await server.then(
			(opened) => opened.close(),
			() => {},
		);
		process.exit(130);
	});
}
