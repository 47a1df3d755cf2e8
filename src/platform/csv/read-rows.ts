import { m } from '#words';
import type { Cell } from './cells.ts';
import { Unreadable } from './cells.ts';
import { refused, type CsvFile } from './csv-file.ts';
import { decode } from './decode.ts';
import { readHeader } from './header.ts';
import { FileProblems } from './problems.ts';
import { BrokenRecord, records, type CsvRecord } from './records.ts';
import type { Row, Sheet } from './sheet.ts';

/** All rows of a file. @throws {InvalidFile} when anything in it is wrong */
export async function readRows<C extends Record<string, Cell<unknown>>>(
	file: CsvFile,
	sheet: Sheet<C>,
): Promise<Row<C>[]> {
	const problems = new FileProblems();
	const rows: Row<C>[] = [];
	for await (const row of streamRows(file, sheet, problems)) rows.push(row);
	problems.throwIfAny();
	return rows;
}

/**
 * The good rows of a file, one after the other, while it is read; what is wrong with the others goes to `problems`, which
 * the caller must look at when the stream has ended and before anything is kept.
 *
 * @throws {InvalidFile} when the file cannot be read on: not text, other columns, broken quotes
 */
export async function* streamRows<C extends Record<string, Cell<unknown>>>(
	file: CsvFile,
	sheet: Sheet<C>,
	problems: FileProblems,
): AsyncGenerator<Row<C>> {
	let header: readonly string[] | undefined;
	let rows = 0;
	try {
		for await (const some of records(decode(file))) {
			for (const record of some) {
				if (!header) {
					header = readHeader(record, sheet);
					continue;
				}
				rows++;
				const row = readRecord(record, header, sheet, problems);
				if (row) yield row;
			}
		}
	} catch (error) {
		if (!(error instanceof BrokenRecord)) throw error;
		problems.add(error.line, broken(error), header?.[error.cell]);
		problems.throwIfAny();
	}
	if (rows === 0) throw refused(header ? m.csv_file_noRows() : m.csv_file_empty());
}

function readRecord<C extends Record<string, Cell<unknown>>>(
	{ line, cells }: CsvRecord,
	header: readonly string[],
	sheet: Sheet<C>,
	problems: FileProblems,
): Row<C> | undefined {
	if (cells.length !== header.length) {
		problems.add(line, m.csv_row_length({ expected: header.length, found: cells.length }));
		return undefined;
	}
	const row: Record<string, unknown> = { line };
	let good = true;
	for (const column of Object.keys(sheet.columns)) {
		const at = header.indexOf(column);
		try {
			row[column] = sheet.columns[column]!(at < 0 ? '' : cells[at]!.normalize('NFC').trim());
		} catch (error) {
			if (!(error instanceof Unreadable)) throw error;
			problems.add(line, error.message, column);
			good = false;
		}
	}
	return good ? (row as Row<C>) : undefined;
}

function broken({ kind }: BrokenRecord): string {
	if (kind === 'quoteNotClosed') return m.csv_quote_notClosed();
	if (kind === 'textAfterQuote') return m.csv_quote_textAfter();
	return kind === 'quoteInside' ? m.csv_quote_inside() : m.csv_row_tooLong();
}
