import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const megabyte = 1024 * 1024;

export function freeMegabytes(folder: string): number {
	const { bavail, bsize } = statfsSync(folder);
	return (bavail * bsize) / megabyte;
}

/** A file that takes room away until so much is left; 0: not a byte. Gives back how to take it away again. */
export function fillUp(folder: string, name: string, left: number): () => void {
	const path = join(folder, name);
	const file = openSync(path, 'a');
	for (let piece = megabyte; piece >= 512;) {
		if (freeMegabytes(folder) - left < piece / megabyte && left > 0) break;
		try {
			writeSync(file, Buffer.alloc(piece, 1));
		} catch {
			piece /= 2; // no room for one so large
		}
	}
	closeSync(file);
	return () => rmSync(path, { force: true });
}
