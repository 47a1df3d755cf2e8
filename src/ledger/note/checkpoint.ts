import type { Hash } from '../tree/hashing.ts';
import type { Signer, Verifier } from './key.ts';
import { openNote, readNote, signNote } from './note.ts';

/** The head of a log: how many leaves, and the root over them. */
export type Checkpoint = { origin: string; size: number; root: Hash };

/** A head as a signed note (c2sp.org/tlog-checkpoint). */
export const signCheckpoint = ({ origin, size, root }: Checkpoint, signer: Signer): string =>
	signNote(`${origin}\n${size}\n${root.toString('base64')}\n`, signer);

/** Reads a head that the key has signed, under its own name. Throws a RangeError when it is none. */
export function openCheckpoint(note: string, key: Verifier): Checkpoint {
	const checkpoint = readCheckpoint(openNote(note, key));
	if (checkpoint.origin !== key.name) throw new RangeError(`checkpoint of ${checkpoint.origin}, not of ${key.name}`);
	return checkpoint;
}

/** The origin that a checkpoint names, not yet believed: by it the key is found. */
export const claimedOrigin = (note: string): string => readCheckpoint(readNote(note).text).origin;

function readCheckpoint(text: string): Checkpoint {
	const parts = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/.exec(text);
	const root = Buffer.from(parts?.[3] ?? '', 'base64');
	if (!parts || root.toString('base64') !== parts[3]) throw new RangeError('not a checkpoint');
	return { origin: parts[1]!, size: Number(parts[2]), root };
}
