import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

/** A lock on a file. It is let go by {@link Hold.release} or by the death of the process, however it dies. */
export type Hold = { release(): void };

/**
 * Takes the lock of `file` if it is free: `alone` excludes everybody, `together` excludes only those who want it alone.
 *
 * The kernel keeps the lock, so that nobody has to judge whether a process number found in a file is still the one that
 * wrote it. Node has no flock(2); SQLite's file locking is the portable way to one. The file itself stays empty.
 */
export function tryHold(file: string, how: 'alone' | 'together'): Hold | undefined {
	const database = new DatabaseSync(file, { timeout: 0 });
	try {
		database.exec('pragma journal_mode = memory');
		database.exec(how === 'alone' ? 'begin exclusive' : 'begin; select count(*) from sqlite_schema');
		return { release: () => database.close() };
	} catch (problem) {
		database.close();
		if (isBusy(problem)) return undefined;
		throw problem;
	}
}

/** As {@link tryHold}, waiting up to `seconds`; `waiting` is called once if it has to wait. */
export async function hold(
	file: string,
	how: 'alone' | 'together',
	seconds: number,
	waiting = () => {},
): Promise<Hold | undefined> {
	const end = Date.now() + seconds * 1000;
	let told = false;
	for (;;) {
		const held = tryHold(file, how);
		if (held || Date.now() > end) return held;
		if (!told) waiting();
		told = true;
		await pause(50);
	}
}

/** https://www.sqlite.org/rescode.html#busy */
const isBusy = (problem: unknown): boolean => problem instanceof Error && 'errcode' in problem && problem.errcode === 5;
