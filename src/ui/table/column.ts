import type { Child } from 'hono/jsx';

/** One column: what stands in its head and in each row. */
export type Column<Row> = {
	/** Name in the address when the reader sorts by it. */
	key: string;
	title: string;
	cell: (row: Row) => Child;
	/** What the CSV file holds; a column without it is empty there. */
	text?: (row: Row) => string | number;
	/** `end` for numbers: right-aligned, digits of one width. */
	align?: 'start' | 'end';
	sortable?: boolean;
	/** The column whose text is the link of the row; the first one unless said. */
	link?: boolean;
};
