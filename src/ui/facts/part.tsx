import type { Child } from 'hono/jsx';

/** A part of a page under its own heading, with what can be done to it beside the title. */
export const Part = ({
	title,
	action,
	id,
	children,
}: {
	title: string;
	action?: Child;
	id?: string;
	children: Child;
}) => (
	<section class="part" id={id}>
		<header class="part-head">
			<h2>{title}</h2>
			{action && <div class="buttons">{action}</div>}
		</header>
		{children}
	</section>
);
