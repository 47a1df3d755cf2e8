import { formatNumber, m } from '#words';
import { Dates } from './dates.tsx';
import type { TimetableEntry } from './timetable.ts';

/** What is to come in sight, what is past folded away; on paper all of it. */
export const CampaignTimetable = ({ timetable, today }: { timetable: readonly TimetableEntry[]; today: string }) => {
	const past = timetable.filter(({ on }) => on < today);
	const next = timetable.filter(({ on }) => on >= today);
	return (
		<section>
			<h2>{m.portal_timetable()}</h2>
			{next.length === 0 ? <p class="muted">{m.portal_next_none()}</p> : <Dates entries={next} />}
			{past.length > 0 && (
				<details class="past" open={next.length === 0}>
					<summary>{m.portal_timetable_past({ count: formatNumber(past.length) })}</summary>
					<Dates entries={past} />
				</details>
			)}
		</section>
	);
};
