import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { m } from '#words';
import { CannotStart, openDataFolder, tryHold, whyNot, type Hold } from '#platform';

/** One server for each data folder: the second one is told which process is first. The lock ends with the process. */
export function holdFolder(directory: string): Hold {
	openDataFolder(directory);
	const lock = join(directory, 'run', 'server.lock');
	const holder = join(directory, 'run', 'server.pid');
	try {
		const held = tryHold(lock, 'alone');
		if (!held) throw new CannotStart(m.start_folder_busy({ directory, pid: readFileSync(holder, 'utf8').trim() }));
		writeFileSync(holder, `${process.pid}\n`);
		return held;
	} catch (problem) {
		throw whyNot(directory, problem);
	}
}
