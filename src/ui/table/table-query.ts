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
	/** The filters that the page declares, as they are set. */
	filters: Record<string, string>;
	/** What else the address says of the page: kept in all links, and no filter. */
	kept: Record<string, string>;
};

/**
 * Reads `?sort=&dir=&page=&q=` and the filters beside them. Only a column named in `sortable` sorts; anything else falls
 * back to the first of them, so that a store may use `sort` as a key of its own table of columns. Only what `filters` names
 * filters: the language of the page, a notice or whatever else stands in the address leaves no row out.
 */
export const tableQuery = (
	address: Record<string, string>,
	sortable: readonly [string, ...string[]],
	firstDir: 'asc' | 'desc' = 'asc',
	filters: readonly string[] = [],
): TableQuery => {
	const { sort = '', dir, page = '', q = '', format: _format, lang: _lang, notice: _notice, ...others } = address;
	const known = sortable.includes(sort);
	const number = /^[1-9]\d{0,6}$/.test(page) ? Number(page) : 1;
	return {
		sort: known ? sort : sortable[0],
		dir: known ? (dir === 'desc' ? 'desc' : 'asc') : firstDir,
		page: number,
		q: q.normalize('NFC').trim().slice(0, 200),
		limit: pageSize,
		offset: (number - 1) * pageSize,
		...divided(others, filters),
	};
};

function divided(address: Record<string, string>, filters: readonly string[]): Pick<TableQuery, 'filters' | 'kept'> {
	const entries = Object.entries(address);
	return {
		filters: Object.fromEntries(entries.filter(([name]) => filters.includes(name))),
		kept: Object.fromEntries(entries.filter(([name]) => !filters.includes(name))),
	};
}

/** Whether the table is asked for as a file. */
export const wantsCsv = (address: Record<string, string>): boolean => address['format'] === 'csv';

/** Whether the reader left rows out by words or a filter. */
export const isFiltered = ({ q, filters }: TableQuery): boolean => q !== '' || Object.values(filters).some(Boolean);

/** The address of the same table with something changed; any change but of the page begins at the first page. */
export const tableHref = (
	path: string,
	query: TableQuery,
	change: { sort?: string; dir?: 'asc' | 'desc'; page?: number; format?: 'csv' },
): string => {
	const { sort, dir, q, filters, kept } = { ...query, ...change };
	const parameters = new URLSearchParams({ ...kept, ...filters, ...(q && { q }), sort, dir });
	if (change.page && change.page > 1) parameters.set('page', String(change.page));
	if (change.format) parameters.set('format', change.format);
	return `${path}?${parameters}`;
};
