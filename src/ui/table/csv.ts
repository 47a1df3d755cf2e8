import type { Column } from './column.ts';

/**
 * The table as a CSV file: UTF-8 with the mark that Excel needs for Vietnamese, one line per row, CRLF. Text that a
 * spreadsheet would run as a formula is defused by an apostrophe.
 */
export const tableCsv = <Row>(columns: Column<Row>[], rows: Row[]): string => {
	const lines = [
		columns.map(({ title }) => title),
		...rows.map((row) => columns.map((column) => column.text?.(row) ?? '')),
	];
	return `\uFEFF${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
};

const csvCell = (value: string | number): string => {
	if (typeof value === 'number') return String(value);
	const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
