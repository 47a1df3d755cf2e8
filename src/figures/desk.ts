import type { Desk } from '#platform';
import { acts } from './desk/acts.tsx';
import { dashboard } from './desk/dashboard.tsx';
import { report } from './desk/report.tsx';
import { freezing } from './desk/reports.tsx';
import { trendPicture } from './desk/trend.tsx';
import type { FiguresWiring } from './desk/view.ts';

/** The room in the workspace. Campaigns and targets come from later rooms, handed in by `app`. */
export const figuresDesk =
	(wiring: FiguresWiring) =>
	(desk: Desk): void => {
		for (const routes of [dashboard, trendPicture, acts, freezing, report]) routes(desk, wiring);
	};
