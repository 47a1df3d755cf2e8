import { m } from '#words';
import type { Link } from './frame.ts';

/** Where the reader is, from the top; the page itself is its title and not repeated. */
export const Breadcrumb = ({ crumbs }: { crumbs: Link[] }) => (
	<nav class="crumbs" aria-label={m.ui_breadcrumb()}>
		<ol>
			{crumbs.map((crumb) => (
				<li>
					<a href={crumb.href}>{crumb.label}</a>
				</li>
			))}
		</ol>
	</nav>
);
