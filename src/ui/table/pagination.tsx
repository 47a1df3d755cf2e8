import { formatNumber, m } from '#words';
import { tableHref, type TableQuery } from './table-query.ts';

/** How many there are, and the pages; nothing but the count when one page holds all. */
export const Pagination = (props: { query: TableQuery; path: string; total: number; of: string }) => {
	const { query, path, total } = props;
	const pages = Math.max(1, Math.ceil(total / query.limit));
	const from = Math.min(query.offset + 1, total);
	const to = Math.min(query.offset + query.limit, total);
	return (
		<nav class="pages" aria-label={m.ui_table_pages({ of: props.of })}>
			<p>{m.ui_table_count({ from: formatNumber(from), to: formatNumber(to), total: formatNumber(total) })}</p>
			{pages > 1 && (
				<ul>
					{query.page > 1 && (
						<li>
							<a rel="prev" href={tableHref(path, query, { page: query.page - 1 })}>
								{m.ui_table_previous()}
							</a>
						</li>
					)}
					{nearby(query.page, pages).map((page) => (
						<li>{page === undefined ? <span class="gap">…</span> : <PageLink {...{ page, query, path }} />}</li>
					))}
					{query.page < pages && (
						<li>
							<a rel="next" href={tableHref(path, query, { page: query.page + 1 })}>
								{m.ui_table_next()}
							</a>
						</li>
					)}
				</ul>
			)}
		</nav>
	);
};

const PageLink = ({ page, query, path }: { page: number; query: TableQuery; path: string }) => (
	<a
		href={tableHref(path, query, { page })}
		aria-label={m.ui_table_page({ page: formatNumber(page) })}
		aria-current={page === query.page ? 'page' : undefined}
	>
		{formatNumber(page)}
	</a>
);

/** First, last, and two on each side; `undefined` stands for those left out. */
export const nearby = (page: number, pages: number): (number | undefined)[] => {
	const shown = Array.from({ length: pages }, (_, at) => at + 1).filter(
		(each) => each === 1 || each === pages || Math.abs(each - page) <= 2,
	);
	return shown.flatMap((each, at) => (at > 0 && each - (shown[at - 1] ?? 0) > 1 ? [undefined, each] : [each]));
};
