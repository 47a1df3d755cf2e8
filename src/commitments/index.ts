/**
 * Personal commitments: everybody on strength is asked, writes what they promise for the year, signs and submits; the commander
 * confirms or gives it back. At the end of the year its author says how it was kept, and the commander finds. Who is asked and where each paper stands is a list; what it says is read by its author and the
 * commander alone.
 */
export { commitmentsListeners } from './carry-commitments.ts';
export type { Area, Commitment, CommitmentState, CommitmentText, Progress } from './commitment.ts';
export { confirmCommitment } from './confirm-commitment.ts';
export { commitmentsDesk } from './desk.ts';
export { enterCommitment } from './enter-commitment.ts';
export { fileCommitment } from './file-commitment.ts';
export { exemptMember, recallMember } from './exempt-member.ts';
export { expectedOf } from './expected.ts';
export { issueCommitments, repeatIssue, type Run } from './issue-commitments.ts';
export { returnCommitment } from './return-commitment.ts';
export { reviewCommitment } from './review-commitment.ts';
export { submitCommitment } from './submit-commitment.ts';
export { commitmentsTasks, commitmentsTimetable } from './timetable.ts';
export { withdrawCommitment } from './withdraw-commitment.ts';
export { writeCommitment } from './write-commitment.ts';
