/**
 * What people say to the body — praise, opinions, ratings, complaints, denunciations —, that nobody can bury: who it is about never
 * handles or sees it, each step is promised to a public log, and the sender follows it with a receipt and nothing else.
 */
export {
	isSealed,
	kinds,
	topics,
	type Aspect,
	type Channel,
	type Feedback,
	type Kind,
	type State,
	type Topic,
} from './feedback.ts';
export { fileFeedback, type Filed, type Filing } from './file-feedback.ts';
export { routeFeedback, routeWaiting } from './route-feedback.ts';
export { feedbackPortal } from './portal.ts';
export { publishTables } from './statistics/publish-tables.ts';
export { feedbackLoops, feedbackTasks, feedbackTimetable, publishedPortal } from './wiring.ts';
export { custodyDesk } from './custody/desk.ts';
export { clockDesk } from './clock/desk/desk.ts';
