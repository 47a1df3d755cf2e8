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
export { feedbackDesk } from './desk.ts';
export { expectedOf } from './expected.ts';
export { acceptFeedback } from './accept-feedback.ts';
export { approveAnswer } from './approve-answer.ts';
export { askSender } from './ask-sender.ts';
export { assignFeedback } from './assign-feedback.ts';
export { closeFeedback } from './close-feedback.ts';
export { commendUnit } from './commend-unit.ts';
export { draftAnswer } from './draft-answer.ts';
export { finishRectification } from './finish-rectification.ts';
export { guideFeedback } from './guide-feedback.ts';
export { mergeFeedback } from './merge-feedback.ts';
export { noteProgress } from './note-progress.ts';
export { offerFeedback } from './offer-feedback.ts';
export { orderRectification } from './order-rectification.ts';
export { redactPublication } from './redact-publication.ts';
export { releasePublication } from './release-publication.ts';
export { resumeFeedback } from './resume-feedback.ts';
export { reviewObjection } from './review-objections.ts';
export { screenFeedback } from './screen-feedback.ts';
export { seatWithKey } from './custody/seat-with-key.ts';
export { seatOf } from './seat.store.ts';
export type { Seated } from './feedback.policy.ts';
export { sendersCase } from './senders-case.ts';
export { addToCase } from './sender/add-to-case.ts';
export { beSatisfied, objectToAnswer } from './sender/object-to-answer.ts';
export { rateAnswer } from './sender/rate-answer.ts';
export { replyToQuestion } from './sender/reply-to-question.ts';
export { withdrawCase } from './sender/withdraw-case.ts';
export { startFeedback } from './start-feedback.ts';
export { takeOverFeedback } from './take-over-feedback.ts';
export { suspendFeedback } from './suspend-feedback.ts';
export { verifyRectification } from './verify-rectification.ts';
export { watchCase } from './watch/watch-cases.ts';
export { routeFeedback, routeWaiting } from './route-feedback.ts';
export { feedbackPortal } from './portal.ts';
export { publishTables } from './statistics/publish-tables.ts';
export { feedbackLoops, feedbackTasks, feedbackTimetable, publishedPortal } from './wiring.ts';
export { custodyDesk } from './custody/desk.ts';
export { clockDesk } from './clock/desk/desk.ts';
