import { expect, test } from 'vitest';
import { written } from '../written.ts';
import type { Column } from './column.ts';
import { Table } from './table.tsx';
import { tableQuery } from './table-query.ts';

const columns: Column<{ id: number; name: string }>[] = [
	{ key: 'name', title: 'Tên', cell: ({ name }) => name, sortable: true },
	{ key: 'id', title: 'Số', cell: ({ id }) => id, align: 'end' },
];
const query = tableQuery({}, ['name']);
const rows = [{ id: 7, name: '<svg/onload=alert(1)>' }];

test('what people wrote is shown, never run', async () => {
	const html = await written(<Table caption="Bảng" columns={columns} rows={rows} />);
	expect(html).toContain('&lt;svg/onload=alert(1)&gt;');
	expect(html).not.toContain('<svg/onload');
});

test('a row leads where it should by its first column, and says when it is late', async () => {
	const html = await written(
		<Table caption="Bảng" columns={columns} rows={rows} rowHref={({ id }) => `/x/${id}`} rowState={() => 'late'} />,
	);
	expect(html).toContain('<tr class="row-link late"><td data-title="Tên"><a class="row-main" href="/x/7">');
});

test('on a phone every value says of which column it is; a table to be compared scrolls', async () => {
	const untitled = [...columns, { key: 'do', title: '', cell: () => 'Bỏ' }];
	const html = await written(<Table caption="Bảng" columns={untitled} rows={rows} />);
	expect(html).toContain('<table class="table stacks">');
	expect(html).toContain('<td class="end" data-title="Số">7</td><td>Bỏ</td>');
	expect(await written(<Table caption="Bảng" columns={columns} rows={rows} wide />)).not.toMatch(/stacks|data-title/);
});

test('the sorted column says so, and its link turns the order', async () => {
	const html = await written(
		<Table caption="Bảng" columns={columns} rows={rows} query={query} path="/x" total={120} />,
	);
	expect(html).toContain('aria-sort="ascending"');
	expect(html).toContain('href="/x?sort=name&amp;dir=desc"');
	expect(html).toContain('1–50 trong 120');
});

test('nothing at all shows the empty state, a filter without a match what was looked for', async () => {
	const empty = <p>Chưa có</p>;
	expect(await written(<Table caption="Bảng" columns={columns} rows={[]} query={query} empty={empty} />)).toBe(
		'<p>Chưa có</p>',
	);
	const english = tableQuery({ lang: 'en', notice: 'saved' }, ['name']);
	expect(await written(<Table caption="Bảng" columns={columns} rows={[]} query={english} empty={empty} />)).toBe(
		'<p>Chưa có</p>',
	);
	const filtered = { ...query, q: 'Tam Dảo' };
	expect(
		await written(<Table caption="Bảng" columns={columns} rows={[]} query={filtered} total={0} empty={empty} />),
	).toContain('“Tam Dảo”');
	const chosen = tableQuery({ kind: 'commune' }, ['name'], 'asc', ['kind']);
	const html = await written(
		<Table caption="Bảng" columns={columns} rows={[]} query={chosen} total={0} empty={empty} />,
	);
	expect(html).not.toMatch(/Chưa có|“”/);
});
