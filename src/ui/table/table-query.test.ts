import { expect, test } from 'vitest';
import { nearby } from './pagination.tsx';
import { isFiltered, tableHref, tableQuery, wantsCsv } from './table-query.ts';

const read = (address: Record<string, string>) => tableQuery(address, ['due', 'name'], 'asc', ['kind']);

test('without a wish the first column sorts, the first page is shown', () => {
	expect(read({})).toEqual({ sort: 'due', dir: 'asc', page: 1, q: '', limit: 50, offset: 0, filters: {}, kept: {} });
});

test('only a named column sorts', () => {
	expect(read({ sort: 'name', dir: 'desc' })).toMatchObject({ sort: 'name', dir: 'desc' });
	expect(read({ sort: 'due; drop table', dir: 'desc' })).toMatchObject({ sort: 'due', dir: 'asc' });
});

test.each(['0', '-1', '1e9', '99999999', 'hai', ''])('page “%s” is the first', (page) =>
	expect(read({ page })).toMatchObject({ page: 1, offset: 0 }),
);

test('the third page begins after a hundred rows', () => expect(read({ page: '3' }).offset).toBe(100));

test('links keep the filter and what else was chosen; sorting begins at the first page again', () => {
	const query = read({ q: 'Tam Đảo', kind: 'commune', page: '3', format: 'csv' });
	expect(tableHref('/don-vi', query, { sort: 'name', dir: 'asc' })).toBe(
		'/don-vi?kind=commune&q=Tam+%C4%90%E1%BA%A3o&sort=name&dir=asc',
	);
	expect(tableHref('/don-vi', query, { page: 4 })).toContain('page=4');
	expect(tableHref('/don-vi', query, { format: 'csv' })).toContain('format=csv');
});

test('only a declared filter filters; what else says something of the page is kept in links, language and notice are not', () => {
	const query = read({ kind: 'commune', 'don-vi': '7', lang: 'en', notice: 'saved' });
	expect(query).toMatchObject({ filters: { kind: 'commune' }, kept: { 'don-vi': '7' } });
	expect(tableHref('/don-vi', query, { page: 2 })).toBe('/don-vi?don-vi=7&kind=commune&sort=due&dir=asc&page=2');
	expect(isFiltered(query)).toBe(true);
	expect(isFiltered(read({ lang: 'en', notice: 'saved', 'don-vi': '7' }))).toBe(false);
});

test('a table is asked for as a file by its address', () => {
	expect(wantsCsv({ format: 'csv' })).toBe(true);
	expect(wantsCsv({})).toBe(false);
});

test.each([
	[1, 3, [1, 2, 3]],
	[1, 201, [1, 2, 3, undefined, 201]],
	[100, 201, [1, undefined, 98, 99, 100, 101, 102, undefined, 201]],
	[201, 201, [1, undefined, 199, 200, 201]],
])('on page %i of %i the pages shown are near', (page, pages, shown) => expect(nearby(page, pages)).toEqual(shown));
