import { Notice } from '#ui';
import { formatDateTime, m, relativeAge } from '#words';
import type { Freshness } from '../figures.store.ts';

/** How fresh the figures are, in one line. */
export const freshnessLine = ({ waitingSince, foldedAt }: Freshness, now: Date): string => {
	if (waitingSince) return m.figures_fresh_waiting({ age: relativeAge(waitingSince, now) });
	return foldedAt ? m.figures_fresh_all({ at: formatDateTime(foldedAt) }) : m.figures_fresh_none();
};

/** Shown while “as now” is still of another tree than today's. */
export const StaleNotice = () => (
	<Notice kind="info" title={m.figures_stale()}>
		{m.figures_stale_hint()}
	</Notice>
);
