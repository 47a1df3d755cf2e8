/**
 * Emulation blocks and the pledges that their units sign with one another: drafted by the block's lead, agreed, signed by every
 * party's head for the own unit; whoever joins later signs an addendum. The block looks after it in the middle of the year, scores its
 * parties at the end, and another person sums it up.
 */
export { agreePledge, reopenPledge } from './agree-pledge.ts';
export { arrangeBlock } from './arrange-block.ts';
export { cancelPledge } from './cancel-pledge.ts';
export type { Block, NewBlock } from './block.store.ts';
export { pledgesDesk } from './desk.ts';
export { completeSigning } from './complete-signing.ts';
export { draftPledge, editPledge } from './draft-pledge.ts';
export { expectedOf } from './expected.ts';
export { dropLatecomer, joinPledge } from './join-pledge.ts';
export { findPledge, listParties, listPledges, type NewPledge, type PledgeRow } from './pledge.store.ts';
export type {
	Addendum,
	Finding,
	HeldReview,
	Movement,
	Party,
	Pledge,
	PledgeState,
	PledgeText,
	Target,
} from './pledge.ts';
export { reviewPledge } from './review-pledge.ts';
export { listReviews } from './review.store.ts';
export { signPledge } from './sign-pledge.ts';
