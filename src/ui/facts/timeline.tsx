import { formatDate, formatDateTime } from '#words';
import type { Child } from 'hono/jsx';

/** Something that happened: a day (`2017-03-24`) or an instant. */
export type TimelineEntry = { at: string | Date; title: Child; detail?: Child; who?: string };

/** What happened to a thing, in the order given; the newest first is what most readers look for. */
export const Timeline = ({ entries }: { entries: TimelineEntry[] }) => (
	<ol class="timeline">
		{entries.map(({ at, title, detail, who }) => (
			<li>
				<time datetime={at instanceof Date ? at.toISOString() : at}>
					{isDay(at) ? formatDate(at) : formatDateTime(at)}
				</time>
				<p class="timeline-title">{title}</p>
				{detail && <div class="timeline-detail">{detail}</div>}
				{who && <p class="muted">{who}</p>}
			</li>
		))}
	</ol>
);

const isDay = (at: string | Date): boolean => typeof at === 'string' && at.length === 10;
