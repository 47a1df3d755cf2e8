import { m } from '#words';
import type { Child } from 'hono/jsx';

/** Where there is nothing yet: what this place is for, and the first step. */
export const EmptyState = (props: {
	/** “Chưa có kế hoạch nào”. */
	title: string;
	/** What will stand here and why. */
	children?: Child;
	/** A `<LinkButton>`. */
	action?: Child;
}) => (
	<div class="empty">
		<p class="empty-title">{props.title}</p>
		{props.children && <p>{props.children}</p>}
		{props.action && <div class="buttons">{props.action}</div>}
	</div>
);

/** The filter matches nothing: say what was looked for, so that a typing error is seen. */
export const NothingFound = ({ query }: { query: string }) => (
	<EmptyState title={query ? m.ui_table_nothing({ query }) : m.ui_table_nothing_chosen()}>
		{m.ui_table_nothing_hint()}
	</EmptyState>
);
