import type { Child } from 'hono/jsx';
import type { Column } from './column.ts';
import { EmptyState, NothingFound } from './empty-state.tsx';
import { Pagination } from './pagination.tsx';
import { TableHead } from './table-head.tsx';
import { isFiltered, type TableQuery } from './table-query.ts';
import { TableTools } from './table-tools.tsx';

type TableProps<Row> = {
	/** What the rows are; read out by screen readers. */
	caption: string;
	columns: Column<Row>[];
	rows: Row[];
	/** Where a row leads; the whole row can be pressed. */
	rowHref?: (row: Row) => string | undefined;
	/** Marks the edge of a row; the word itself stands in a cell. */
	rowState?: (row: Row) => 'late' | 'soon' | undefined;
	/** Shown instead of a table that has no rows at all: an `<EmptyState>`. */
	empty?: Child;
	/** For tables that sort, filter and page on the server: the query, the path, and how many rows there are in all. */
	query?: TableQuery;
	path?: string;
	total?: number;
	/** What the filter box says it looks in; without it there is no box. */
	filter?: string;
	/** Further filters beside the box: `<Select>`s of one line. */
	filters?: Child;
	csv?: boolean;
	/** Many columns to be compared: the table scrolls sideways in its own box at any width, also on a phone, where others lay each row out below the last (and its head does not stick). */
	wide?: boolean;
};

/** Rows of one kind. Rows come as the page should show them; late ones first is the work of whoever asks the store. */
export const Table = <Row,>(props: TableProps<Row>) => {
	if (props.rows.length === 0 && !leavesOut(props.query))
		return <>{props.empty ?? <EmptyState title={props.caption} />}</>;
	return (
		<div class="table-part">
			<TableTools {...props} />
			{props.rows.length === 0 ? (
				<NothingFound query={props.query?.q ?? ''} />
			) : (
				<table-keys>
					{/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
					<section class={props.wide ? 'table-box wide' : 'table-box'} aria-label={props.caption} tabindex={0}>
						<table class={props.wide ? 'table' : 'table stacks'}>
							<caption class="sr-only">{props.caption}</caption>
							<TableHead columns={props.columns} query={props.query} path={props.path ?? ''} />
							<tbody>
								{props.rows.map((row) => (
									<TableRow {...props} row={row} />
								))}
							</tbody>
						</table>
					</section>
				</table-keys>
			)}
			{props.query && props.total ? (
				<Pagination query={props.query} path={props.path ?? ''} total={props.total} of={props.caption} />
			) : null}
		</div>
	);
};

/** A filter, or a page behind the last one: that nothing is shown does not mean that there is nothing. */
const leavesOut = (query: TableQuery | undefined): boolean =>
	query !== undefined && (query.page > 1 || isFiltered(query));

const TableRow = <Row,>({ row, ...table }: TableProps<Row> & { row: Row }) => {
	const href = table.rowHref?.(row);
	const linkAt = Math.max(
		0,
		table.columns.findIndex(({ link }) => link),
	);
	return (
		<tr class={[href && 'row-link', table.rowState?.(row)].filter(Boolean).join(' ') || undefined}>
			{table.columns.map((column, at) => (
				<td
					class={column.align === 'end' ? 'end' : undefined}
					data-title={table.wide ? undefined : column.title || undefined}
				>
					{href && at === linkAt ? (
						<a class="row-main" href={href}>
							{column.cell(row)}
						</a>
					) : (
						column.cell(row)
					)}
				</td>
			))}
		</tr>
	);
};
