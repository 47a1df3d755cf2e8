import { work, type House, type Portal, type Task, type Timetable } from '#platform';
import { redirectNominations } from './aftermath/nomination.store.ts';
import { answersPortal } from './published/answers-page.tsx';
import { reviewObjections } from './answering/review-objections.ts';
import { routeBarred, routeWaiting } from './routing/route-feedback.ts';
import { shareAnswer } from './answering/share-answer.ts';
import { sweepSender } from './files/sweep-files.ts';
import { scanWaiting } from './files/scan-waiting.ts';
import { publishTables } from './statistics/publish-tables.ts';
import { statisticsPortal } from './statistics/routes.ts';
import { eraseWhatIsOld } from './watch/erase-feedback.ts';
import { tellJoined } from './watch/tell-joined.ts';
import { watchCases } from './watch/watch-cases.ts';

/** What the room does by itself. Everything may be killed at any moment and may happen twice. */
export const feedbackTasks: Record<string, Task> = {
	'feedback.statistics': (house) => work(house, { kind: 'job', name: 'feedback.statistics' }, publishTables),
	'feedback.watch': watchCases,
	'feedback.nominations': (house) => work(house, { kind: 'job', name: 'feedback.nominations' }, redirectNominations),
	'feedback.erase': eraseWhatIsOld,
	'feedback.sweep': sweepSender,
	'feedback.tellJoined': (house, payload) =>
		work(house, { kind: 'job', name: 'feedback.tellJoined' }, (call) =>
			tellJoined(call, String(payload['feedbackId'])),
		),
	'feedback.shareAnswer': (house, payload) =>
		work(house, { kind: 'job', name: 'feedback.shareAnswer' }, (call) =>
			shareAnswer(call, String(payload['feedbackId'])),
		),
};

/** After midnight's batch of sealed leaves has its places in the log. */
export const feedbackTimetable: Timetable = [
	{ task: 'feedback.statistics', match: '15 1 * * *' },
	{ task: 'feedback.sweep', match: '*/10 * * * *' },
	{ task: 'feedback.watch', match: '10 * * * *' },
	{ task: 'feedback.nominations', match: '50 * * * *' },
	{ task: 'feedback.erase', match: '20 2 * * *' },
];

/** Finds the desk for what has come in, and for what nobody may keep; opens the review of what was objected to. */
export const feedbackLoops: { milliseconds: number; turn: (house: House) => Promise<unknown> }[] = [
	{ milliseconds: 500, turn: routeWaiting },
	{ milliseconds: 5_000, turn: reviewObjections },
	{ milliseconds: 30_000, turn: routeBarred },
	{ milliseconds: 60_000, turn: scanWaiting },
];

/** Public pages that tell how people are answered. */
export const publishedPortal = (portal: Portal): void => {
	statisticsPortal(portal);
	answersPortal(portal);
};
