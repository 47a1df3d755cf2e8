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
export { contentCommand } from './content/content-command.ts';
export { feedbackDesk } from './desk.ts';
export { expectedOf } from './expected.ts';
export type { Seated } from './feedback.policy.ts';
export { feedbackPortal } from './portal.ts';
export { seatOf } from './seat.store.ts';
export { feedbackLoops, feedbackTasks, feedbackTimetable, publishedPortal } from './wiring.ts';
export { fileFeedback, type Filed, type Filing } from './filing/file-feedback.ts';
export { acceptFeedback } from './routing/accept-feedback.ts';
export { assignFeedback } from './routing/assign-feedback.ts';
export { offerFeedback } from './routing/offer-feedback.ts';
export { routeFeedback, routeWaiting } from './routing/route-feedback.ts';
export { takeOverFeedback } from './routing/take-over-feedback.ts';
export { guideFeedback } from './screening/guide-feedback.ts';
export { mergeFeedback } from './screening/merge-feedback.ts';
export { screenFeedback } from './screening/screen-feedback.ts';
export { askSender } from './handling/ask-sender.ts';
export { noteProgress } from './handling/note-progress.ts';
export { resumeFeedback } from './handling/resume-feedback.ts';
export { startFeedback } from './handling/start-feedback.ts';
export { suspendFeedback } from './handling/suspend-feedback.ts';
export { approveAnswer } from './answering/approve-answer.ts';
export { closeFeedback } from './answering/close-feedback.ts';
export { draftAnswer } from './answering/draft-answer.ts';
export { reviewObjection } from './answering/review-objections.ts';
export { commendUnit } from './aftermath/commend-unit.ts';
export { nominateMember } from './aftermath/nominate-member.ts';
export { decideNomination } from './aftermath/decide-nomination.ts';
export { finishRectification } from './aftermath/finish-rectification.ts';
export { orderRectification } from './aftermath/order-rectification.ts';
export { verifyRectification } from './aftermath/verify-rectification.ts';
export { redactPublication } from './published/redact-publication.ts';
export { releasePublication } from './published/release-publication.ts';
export { addToCase } from './sender/add-to-case.ts';
export { beSatisfied, objectToAnswer } from './sender/object-to-answer.ts';
export { rateAnswer } from './sender/rate-answer.ts';
export { replyToQuestion } from './sender/reply-to-question.ts';
export { sendersCase } from './sender/senders-case.ts';
export { withdrawCase } from './sender/withdraw-case.ts';
export { custodyDesk } from './custody/desk.ts';
export { seatWithKey } from './custody/seat-with-key.ts';
export { clockDesk } from './clock/desk/desk.ts';
export { watchCase } from './watch/watch-cases.ts';
export { publishTables } from './statistics/publish-tables.ts';
