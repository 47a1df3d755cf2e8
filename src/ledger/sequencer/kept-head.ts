import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Conflict, type House } from '#platform';
import { m } from '#words';
import { signerFor } from '../log-name.ts';
import { claimedOrigin, openCheckpoint, type Checkpoint } from '../note/checkpoint.ts';

/**
 * The last head that this house has signed, kept beside the database, so that a restored old backup is known as such.
 *
 * @throws {Conflict} when the file is none that our key has signed: it was changed, or the key was
 */
export async function readKeptHead(house: House): Promise<Checkpoint | undefined> {
	const note = await readFile(place(house), 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
	if (note === undefined) return undefined;
	try {
		return openCheckpoint(note, signerFor(house, claimedOrigin(note)));
	} catch {
		throw new Conflict(() => m.ledger_refused_unreadable({ file: place(house) }));
	}
}

/** Keeps a head: when this returns it outlives the power. */
export async function keepHead(house: House, note: string): Promise<void> {
	const path = place(house);
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const draft = `${path}.${process.pid}`;
	await written(draft, 'w', note);
	await rename(draft, path);
	await written(dirname(path), 'r');
}

const place = (house: House): string => join(house.settings.dataDirectory, 'log', 'head');

async function written(path: string, flags: 'w' | 'r', text?: string): Promise<void> {
	const file = await open(path, flags, 0o600);
	try {
		if (text !== undefined) await file.writeFile(text);
		await file.sync();
	} finally {
		await file.close();
	}
}
