import { formatDate, formatNumber, m } from '#words';
import { vietnamese, type PublicEvent } from './public-campaign.ts';
import { SaidText } from './said.tsx';
import type { TimetableEntry } from './timetable.ts';

/** An event in one line: what was done, and whose it was unless the leading unit's. */
export const EventTitle = ({ event: { title, unit, byLeader } }: { event: PublicEvent }) => (
	<SaidText said={vietnamese(unit && !byLeader ? `${title} (${unit})` : title)} />
);

/** Days with what they bring. */
export const Dates = ({ entries }: { entries: readonly TimetableEntry[] }) => (
	<ol class="dates">
		{entries.map((entry) => (
			<li>
				<time datetime={entry.on}>{formatDate(entry.on)}</time>
				<span>
					<What entry={entry} />
				</span>
			</li>
		))}
	</ol>
);

const What = ({ entry }: { entry: TimetableEntry }) => {
	if (entry.kind === 'begins') return <>{m.portal_timetable_begins()}</>;
	if (entry.kind === 'ends') return <>{m.portal_timetable_ends()}</>;
	if (entry.kind === 'planIssued') return <>{m.portal_timetable_planIssued()}</>;
	if (entry.kind === 'event') return <EventTitle event={entry.event} />;
	const [first] = entry.tasks;
	const due =
		entry.tasks.length === 1
			? m.portal_timetable_due()
			: m.portal_timetable_dueMany({ count: formatNumber(entry.tasks.length) });
	return (
		<>
			{due}: <SaidText said={vietnamese(first?.content ?? '')} />
		</>
	);
};
