import type { Cell } from './cells.ts';
import { csvLine } from './write.ts';

type Cells = Readonly<Record<string, Cell<unknown>>>;

/** A row as it was read, and the line it stands on. */
export type Row<C extends Cells> = { [K in keyof C]: ReturnType<C[K]> } & { line: number };

/** What the columns of a file are and how their cells are read. A missing optional column reads as empty cells. */
export type Sheet<C extends Cells = Cells> = {
	columns: C;
	optional: ReadonlySet<string>;
	/** Rows that show how it is filled in; they stand in the template. */
	examples: readonly (readonly string[])[];
};

/**
 * @param required columns that the header must name
 * @param optional columns that it may name; their cells must be able to read an empty text
 */
export const defineSheet = <R extends Cells, O extends Cells>(
	required: R,
	optional: O,
	examples: string[][] = [],
): Sheet<R & O> => ({
	columns: { ...required, ...optional },
	optional: new Set(Object.keys(optional)),
	examples,
});

/** A file to download and fill in: the header and its examples, with the mark by which spreadsheets know UTF-8. */
export const sheetTemplate = (sheet: Sheet): string =>
	`\uFEFF${[Object.keys(sheet.columns), ...sheet.examples].map((cells) => `${csvLine(cells)}\r\n`).join('')}`;
