import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { m } from '#words';
import { InvalidFile } from './problems.ts';

/** A file as it comes, from a disk or a browser; read once. */
export type CsvFile = { name: string; bytes: AsyncIterable<Uint8Array> };

export const megabytes = 90;

/** The largest file that is read. 300,000 members are about 30 MB, a million acts about 80. */
export const largestFile = megabytes * 1024 * 1024;

/** @throws {InvalidFile} at once when there is no such file or it is too large; nothing is read then */
export async function fileFromPath(path: string): Promise<CsvFile> {
	const about = await stat(path).catch((error: NodeJS.ErrnoException) => {
		throw refused(error.code === 'ENOENT' ? m.csv_file_missing({ path }) : m.csv_file_unreadable({ path }));
	});
	if (!about.isFile()) throw refused(m.csv_file_notFile({ path }));
	refuseLarge(about.size);
	return { name: basename(path), bytes: readable(path) };
}

/** @throws {InvalidFile} when the file is too large */
export function fileFromUpload(file: File): CsvFile {
	refuseLarge(file.size);
	return { name: file.name, bytes: file.stream() };
}

export const fileFromText = (text: string, name = 'test.csv'): CsvFile =>
	fileFromBytes(Buffer.from(text, 'utf8'), name);

export function fileFromBytes(bytes: Uint8Array, name: string): CsvFile {
	refuseLarge(bytes.length);
	return { name, bytes: once(bytes) };
}

export const refused = (says: string): InvalidFile => new InvalidFile([{ line: 0, says }]);

function refuseLarge(size: number): void {
	if (size > largestFile) throw refused(m.csv_file_tooLarge({ size: Math.ceil(size / 1024 / 1024), limit: megabytes }));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}

async function* readable(path: string): AsyncGenerator<Uint8Array> {
	try {
		yield* createReadStream(path, { highWaterMark: 256 * 1024 });
	} catch {
		throw refused(m.csv_file_unreadable({ path }));
	}
}
