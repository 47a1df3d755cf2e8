import { expect, test } from 'vitest';
import type { Column } from './column.ts';
import { tableCsv } from './csv.ts';

const columns: Column<{ name: string; count: number }>[] = [
	{ key: 'name', title: 'Đơn vị', cell: ({ name }) => name, text: ({ name }) => name },
	{ key: 'count', title: 'Số lượng', cell: ({ count }) => count, text: ({ count }) => count },
	{ key: 'mark', title: 'Dấu', cell: () => '★' },
];

test('a file opens in a spreadsheet with its Vietnamese', () => {
	expect(tableCsv(columns, [{ name: 'Công an xã "Tam Đảo", huyện cũ', count: -3 }])).toBe(
		'\uFEFFĐơn vị,Số lượng,Dấu\r\n"Công an xã ""Tam Đảo"", huyện cũ",-3,\r\n',
	);
});

test.each(['=cmd()', '+1', '-1', '@SUM(A1)', '\t=1'])('text “%s” does not run as a formula', (name) =>
	expect(tableCsv(columns, [{ name, count: 0 }])).toContain(`'${name}`),
);
