import { createHash, type Hash } from 'node:crypto';
import { readRows, type Cell, type CsvFile, type Row, type Sheet } from '#platform';
import type { DocumentFile } from './document.ts';

/** Reads a file of the sheet, with the hash of its bytes. @throws {InvalidFile} */
export async function readDocumentFile<C extends Record<string, Cell<unknown>>>(
	file: CsvFile,
	sheet: Sheet<C>,
): Promise<DocumentFile<Row<C>>> {
	const hash = createHash('sha256');
	const rows = await readRows({ name: file.name, bytes: hashed(file.bytes, hash) }, sheet);
	return { name: file.name, sha256: hash.digest('hex'), rows };
}

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
	for await (const piece of bytes) {
		hash.update(piece);
		yield piece;
	}
}
