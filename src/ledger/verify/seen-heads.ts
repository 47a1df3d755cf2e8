import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What an earlier look at a log found: its key, and the heads that must go on being its beginnings. */
export type SeenLog = { key: string; heads: { [origin: string]: { size: number; root: string } } };

/** Seen logs by their name without the shard. An absent file is the first look. */
export function readSeen(path: string): { [log: string]: SeenLog } {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as { [log: string]: SeenLog };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
		throw error;
	}
}

export async function writeSeen(path: string, seen: { [log: string]: SeenLog }): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	await writeFile(`${path}.new`, `${JSON.stringify(seen, undefined, '\t')}\n`);
	await rename(`${path}.new`, path);
}
