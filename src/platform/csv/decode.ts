import { m } from '#words';
import { largestFile, refused, type CsvFile } from './csv-file.ts';
import { InvalidFile } from './problems.ts';

/**
 * The text of a file, piece by piece.
 * @throws {InvalidFile} when it is not UTF-8 text: another kind of file under a .csv name, or another encoding
 */
export async function* decode(file: CsvFile): AsyncGenerator<string> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let line = 1;
	let size = 0;
	for await (const bytes of file.bytes) {
		if (size === 0) refuseForeign(bytes);
		size += bytes.length;
		// A size may be unknown beforehand (a pipe), or grow while it is read.
		if (size > largestFile) throw refused(m.csv_file_growing());
		const zero = bytes.indexOf(0);
		if (zero >= 0) throw at(line + linesIn(bytes.subarray(0, zero)), m.csv_file_binary());
		yield readWith(decoder, bytes, line);
		line += linesIn(bytes);
	}
	if (size === 0) throw refused(m.csv_file_empty());
	yield readWith(decoder, undefined, line);
}

/** How the files begin that people rename or send by mistake. */
const signatures: [bytes: readonly number[], kind: () => string][] = [
	[[0x50, 0x4b, 0x03, 0x04], () => m.csv_kind_excel()],
	[[0xd0, 0xcf, 0x11, 0xe0], () => m.csv_kind_excel()],
	[[0x25, 0x50, 0x44, 0x46], () => 'PDF'],
	[[0x1f, 0x8b], () => 'gzip'],
	[[0x89, 0x50, 0x4e, 0x47], () => m.csv_kind_image()],
	[[0xff, 0xd8, 0xff], () => m.csv_kind_image()],
	[[0xff, 0xfe], () => 'UTF-16'],
	[[0xfe, 0xff], () => 'UTF-16'],
];

function refuseForeign(bytes: Uint8Array): void {
	const known = signatures.find(([start]) => start.every((byte, index) => bytes[index] === byte));
	if (known) throw refused(m.csv_file_foreign({ kind: known[1]() }));
}

function readWith(decoder: TextDecoder, bytes: Uint8Array | undefined, line: number): string {
	try {
		return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
	} catch {
		throw at(bytes ? line + linesIn(bytes.subarray(0, firstUndecodable(bytes))) : line, m.csv_file_notUtf8());
	}
}

/** Where the text of one piece stops being UTF-8; a character cut at the start of the piece counts as good. */
function firstUndecodable(bytes: Uint8Array): number {
	let start = 0;
	while (start < 3 && (bytes[start]! & 0xc0) === 0x80) start++;
	let [good, bad] = [start, bytes.length];
	while (bad - good > 1) {
		const middle = (good + bad) >> 1;
		if (decodes(bytes.subarray(start, middle))) good = middle;
		else bad = middle;
	}
	return good;
}

function decodes(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
		return true;
	} catch {
		return false;
	}
}

function linesIn(bytes: Uint8Array): number {
	let count = 0;
	for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
	return count;
}

const at = (line: number, says: string): InvalidFile => new InvalidFile([{ line, says }]);
