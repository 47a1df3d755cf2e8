import { formatDate, formatNumber, m } from '#words';
import { vietnamese, type PublicEvent } from './public-campaign.ts';
import { SaidText } from './said.tsx';
import type { TimetableEntry } from './timetable.ts';

const eventKinds: Record<string, () => string> = {
	launchCeremony: m.portal_event_launchCeremony,
	signingCeremony: m.portal_event_signingCeremony,
	studySession: m.portal_event_studySession,
	workshop: m.portal_event_workshop,
	training: m.portal_event_training,
	listeningForum: m.portal_event_listeningForum,
	conference: m.portal_event_conference,
	honouring: m.portal_event_honouring,
};

export const eventKind = (kind: string): string => eventKinds[kind]?.() ?? '';

/** An event in one line: its title where the leading unit gave one for all to read, else what it was and whose. */
export const EventTitle = ({ event: { kind, title, unit } }: { event: PublicEvent }) =>
	title === '' ? (
		<>
			{eventKind(kind)}
			{unit && (
				<>
					{' – '}
					<SaidText said={vietnamese(unit)} />
				</>
			)}
		</>
	) : (
		<SaidText said={vietnamese(title)} />
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
	const task = entry.tasks[0]?.content ?? '';
	return (
		<span>
			{entry.tasks.length === 1
				? m.portal_timetable_due({ task })
				: m.portal_timetable_dueMany({ count: formatNumber(entry.tasks.length), task })}
		</span>
	);
};
