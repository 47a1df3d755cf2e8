import type { Signer, Verifier } from './key.ts';

/** A text with signatures under it, as c2sp.org/signed-note has it. */
export type Note = { text: string; signatures: Signature[] };
export type Signature = { name: string; id: Buffer; signature: Buffer };

/** Signs a text, which ends in a newline. */
export const signNote = (text: string, signer: Signer): string =>
	`${text}\n— ${signer.name} ${Buffer.concat([signer.id, signer.sign(text)]).toString('base64')}\n`;

/**
 * The text of a note that the key has signed.
 *
 * @throws {RangeError} when it is no note, or the key has not signed it
 */
export function openNote(note: string, key: Verifier): string {
	const { text, signatures } = readNote(note);
	const ours = signatures.filter(({ name, id }) => name === key.name && id.equals(key.id));
	if (ours.length === 0) throw new RangeError(`note: not signed by ${key.name}`);
	if (!ours.every(({ signature }) => key.verifies(text, signature)))
		throw new RangeError(`note: the signature of ${key.name} is wrong`);
	return text;
}

/** Reads a note without believing it. Throws a RangeError when it is none. */
export function readNote(note: string): Note {
	const end = note.lastIndexOf('\n\n');
	// oxlint-disable-next-line no-control-regex -- that is the rule: none but the newline
	const wrong = !note.isWellFormed() || /[\0-\x09\x0b-\x1f]/.test(note) || end < 0 || !note.endsWith('\n');
	if (wrong || note.length > longest) throw new RangeError('not a note');
	const lines = note.slice(end + 2, -1).split('\n');
	return { text: note.slice(0, end + 1), signatures: lines.map(readSignature) };
}

/** Room for far more than sixteen signatures. */
const longest = 1_000_000;

function readSignature(line: string): Signature {
	const parts = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line);
	const bytes = Buffer.from(parts?.[2] ?? '', 'base64');
	if (!parts || bytes.length < 5 || bytes.toString('base64') !== parts[2]) throw new RangeError('not a note');
	return { name: parts[1]!, id: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}
