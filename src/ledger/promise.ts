import type { Call } from '#platform';
import type { Hash } from './tree/hashing.ts';
import { signerFor } from './log-name.ts';
import type { Verifier } from './note/key.ts';
import { openNote, signNote } from './note/note.ts';

/** What was promised when a leaf was taken. */
export type Promised = {
	/** The shard that was open; the leaf may also stand in the next one. */
	origin: string;
	leafHash: Hash;
	/** By when it is in the log. */
	by: Date;
	/** What opens the commitment, together with the private event: for whoever is to be able to show it. */
	salt: Buffer;
};

/** The first line, so that no promise can be read as anything else that the key signs. */
const kind = 'vidan/promise@v1';

/** The promise as a signed note, for the sender to keep. Ready at once: nobody waits for the sequencer. */
export const promiseOf = (call: Call, { origin, leafHash, by }: Promised): string =>
	signNote(`${[kind, origin, leafHash.toString('base64'), instant(by)].join('\n')}\n`, signerFor(call.house, origin));

const instant = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');

/** Reads a promise that the key has signed. Throws a RangeError when it is none. */
export function readPromise(note: string, key: Verifier): Omit<Promised, 'salt'> {
	const [first, origin, hash, by, ...rest] = openNote(note, key).split('\n');
	const wrong = first !== kind || origin !== key.name || rest.length !== 1 || Number.isNaN(Date.parse(by ?? ''));
	if (wrong || !/^[A-Za-z0-9+/]{43}=$/.test(hash ?? '')) throw new RangeError('not a promise');
	return { origin, leafHash: Buffer.from(hash!, 'base64'), by: new Date(by!) };
}
