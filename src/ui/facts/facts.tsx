import { m } from '#words';
import type { Child } from 'hono/jsx';

/** What is known about a thing: name and value, line by line. What is not known says so. */
export const Facts = ({ rows }: { rows: [name: string, value: Child][] }) => (
	<dl class="facts">
		{rows.map(([name, value]) => (
			<div>
				<dt>{name}</dt>
				<dd>{isNothing(value) ? <span class="muted">{m.ui_none()}</span> : value}</dd>
			</div>
		))}
	</dl>
);

const isNothing = (value: Child): boolean => value === null || value === undefined || value === '' || value === false;
