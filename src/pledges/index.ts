/**
 * Emulation blocks and the pledges that their units sign with one another: drafted by the block's lead, agreed, signed by every
 * party's head for the own unit; whoever joins later signs an addendum.
 */
export { agreePledge, reopenPledge } from './agree-pledge.ts';
export { arrangeBlock } from './arrange-block.ts';
export type { Block, NewBlock } from './block.store.ts';
export { pledgesDesk } from './desk.ts';
export { draftPledge, editPledge } from './draft-pledge.ts';
export { expectedOf } from './expected.ts';
export { joinPledge } from './join-pledge.ts';
export { findPledge, listParties, listPledges, type NewPledge, type PledgeRow } from './pledge.store.ts';
export type { Addendum, Movement, Party, Pledge, PledgeState, PledgeText, Target } from './pledge.ts';
export { signPledge } from './sign-pledge.ts';
