import { work, type House, type Portal, type Task, type Timetable } from '#platform';
import { answersPortal } from './published/answers-page.tsx';
import { routeWaiting } from './route-feedback.ts';
import { publishTables } from './statistics/publish-tables.ts';
import { statisticsPortal } from './statistics/routes.ts';

/** What the room does by itself. Everything may be killed at any moment and may happen twice. */
export const feedbackTasks: Record<string, Task> = {
	'feedback.statistics': (house) => work(house, { kind: 'job', name: 'feedback.statistics' }, publishTables),
};

/** After midnight's batch of sealed leaves has its places in the log. */
export const feedbackTimetable: Timetable = [{ task: 'feedback.statistics', match: '15 1 * * *' }];

/** Finds the desk for what has come in. */
export const feedbackLoops: { milliseconds: number; turn: (house: House) => Promise<unknown> }[] = [
	{ milliseconds: 500, turn: routeWaiting },
];

/** Public pages that tell how people are answered. */
export const publishedPortal = (portal: Portal): void => {
	statisticsPortal(portal);
	answersPortal(portal);
};
