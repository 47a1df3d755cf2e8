/** Rows on one page of a table. */
export const pageSize = 50;

/** How the reader wants a table: read from the address, and written back into the links of its head and pages. */
export type TableQuery = {
	sort: string;
	dir: 'asc' | 'desc';
	/** From 1. */
	page: number;
	/** Words to filter by, empty for all. */
	q: string;
	limit: number;
	offset: number;
	/** Every other parameter of the address, kept in all links: filters of the page. */
	filters: Record<string, string>;
};

/**
 * Reads `?sort=&dir=&page=&q=` and the filters beside them. Only a column named in `sortable` sorts; anything else falls
 * back to the first of them, so that a store may use `sort` as a key of its own table of columns.
 */
export const tableQuery = (
	address: Record<string, string>,
	sortable: readonly [string, ...string[]],
	firstDir: 'asc' | 'desc' = 'asc',
): TableQuery => {
	const { sort = '', dir, page = '', q = '', format: _format, ...filters } = address;
	const known = sortable.includes(sort);
	const number = /^[1-9]\d{0,6}$/.test(page) ? Number(page) : 1;
	return {
		sort: known ? sort : sortable[0],
		dir: known ? (dir === 'desc' ? 'desc' : 'asc') : firstDir,
		page: number,
		q: q.normalize('NFC').trim().slice(0, 200),
		limit: pageSize,
		offset: (number - 1) * pageSize,
		filters,
	};
};

/** Whether the table is asked for as a file. */
export const wantsCsv = (address: Record<string, string>): boolean => address['format'] === 'csv';

/** The address of the same table with something changed; any change but of the page begins at the first page. */
export const tableHref = (
	path: string,
	query: TableQuery,
	change: { sort?: string; dir?: 'asc' | 'desc'; page?: number; format?: 'csv' },
): string => {
	const { sort, dir, q, filters } = { ...query, ...change };
	const parameters = new URLSearchParams({ ...filters, ...(q && { q }), sort, dir });
	if (change.page && change.page > 1) parameters.set('page', String(change.page));
	if (change.format) parameters.set('format', change.format);
	return `${path}?${parameters}`;
};
