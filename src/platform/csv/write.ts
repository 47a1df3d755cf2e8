/** One line of a CSV file, quoted where it must be, without its line end. */
export const csvLine = (cells: readonly (string | number | null)[]): string => cells.map(quoted).join(',');

const quoted = (cell: string | number | null): string => {
	const text = String(cell ?? '');
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
