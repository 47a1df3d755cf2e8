import { m } from '#words';
import { Icon } from '../icon.tsx';
import { tableHref, type TableQuery } from './table-query.ts';
import type { Column } from './column.ts';

type HeadProps<Row> = { columns: Column<Row>[]; query?: TableQuery; path: string };

/** Titles; those that sort are links, so that sorting works without JavaScript and can be sent to a colleague. */
export const TableHead = <Row,>({ columns, query, path }: HeadProps<Row>) => (
	<thead>
		<tr>
			{columns.map((column) => (
				<th
					scope="col"
					class={column.align === 'end' ? 'end' : undefined}
					aria-sort={query && query.sort === column.key ? spoken[query.dir] : undefined}
				>
					{query && column.sortable ? <SortLink column={column} query={query} path={path} /> : column.title}
				</th>
			))}
		</tr>
	</thead>
);

const spoken = { asc: 'ascending', desc: 'descending' } as const;

const SortLink = <Row,>({ column, query, path }: { column: Column<Row>; query: TableQuery; path: string }) => {
	const sorted = query.sort === column.key;
	const next = sorted && query.dir === 'asc' ? 'desc' : 'asc';
	return (
		<a
			href={tableHref(path, query, { sort: column.key, dir: next })}
			title={m.ui_table_sort({ title: column.title.toLowerCase() })}
		>
			{column.title}
			<Icon name={sorted ? (query.dir === 'asc' ? 'arrowUp' : 'arrowDown') : 'arrowUpDown'} />
		</a>
	);
};
