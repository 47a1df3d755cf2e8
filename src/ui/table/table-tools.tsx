import { m } from '#words';
import type { Child } from 'hono/jsx';
import { Icon } from '../icon.tsx';
import { isFiltered, tableHref, type TableQuery } from './table-query.ts';

type ToolsProps = { query?: TableQuery; path?: string; filter?: string; filters?: Child; csv?: boolean };

/** Above a table: the filter (a form of GET, so that it is part of the address) and the file. */
export const TableTools = ({ query, path = '', filter, filters, csv }: ToolsProps) => {
	if (!query || !(filter || filters || csv)) return null;
	return (
		<div class="table-tools">
			{(filter || filters) && (
				<form class="table-filter" action={path}>
					{filter && (
						<input class="input" type="search" name="q" value={query.q} aria-label={filter} placeholder={filter} />
					)}
					{filters}
					<input type="hidden" name="sort" value={query.sort} />
					<input type="hidden" name="dir" value={query.dir} />
					<button class="btn" type="submit">
						{m.ui_filter()}
					</button>
					{isFiltered(query) && <a href={path}>{m.ui_filter_clear()}</a>}
				</form>
			)}
			{csv && (
				<a class="table-file" href={tableHref(path, query, { format: 'csv' })} download>
					<Icon name="download" />
					{m.ui_table_csv()}
				</a>
			)}
		</div>
	);
};

/** A filter of one choice beside the box, without a form of its own. */
export const TableFilter = (props: {
	name: string;
	label: string;
	/** What “all” is called. */
	all: string;
	choices: { value: string; label: string }[];
	query: TableQuery;
}) => (
	<select class="select" name={props.name} aria-label={props.label}>
		<option value="">{props.all}</option>
		{props.choices.map(({ value, label }) => (
			<option value={value} selected={props.query.filters[props.name] === value}>
				{label}
			</option>
		))}
	</select>
);
