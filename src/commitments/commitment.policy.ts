import { holds, holdsAbove, holdsAnywhere, isOperator, type Actor } from '#platform';
import type { Commitment } from './commitment.ts';

type Paper = Pick<Commitment, 'memberId' | 'submittedBy' | 'confirmingUnitId' | 'byCommittee'>;

/** Who may ask the members under a node for their commitments. `line`: the node and its ancestors today. */
export const mayIssue = (actor: Actor, line: readonly number[]): boolean =>
	isOperator(actor) || holdsAbove(actor, line, 'unitHead', 'focalOfficer');

/** Who asks for commitments under some unit. */
export const issuesAnywhere = (actor: Actor): boolean => holdsAnywhere(actor, 'unitHead', 'focalOfficer');

/** Nobody writes another's promise. */
export const mayWrite = (actor: Actor, paper: Paper): boolean => isAuthor(actor, paper);

/** Who may enter a paper that was written and signed by hand. `line`: the member's unit and its ancestors today. */
export const mayEnter = (actor: Actor, line: readonly number[]): boolean => holdsAbove(actor, line, 'focalOfficer');

/**
 * The head of the confirming unit answers, or, where there is no other head than the author, its committee; never for oneself, nor
 * what one entered from paper.
 */
export const mayAnswer = (actor: Actor, paper: Paper): boolean =>
	!isAuthor(actor, paper) &&
	paper.submittedBy !== actor.accountId &&
	paper.confirmingUnitId !== null &&
	(holds(actor, paper.confirmingUnitId, 'unitHead') ||
		(paper.byCommittee && holds(actor, paper.confirmingUnitId, 'committeeMember')));

/** Who may take a member off the denominator, with a reason, or ask again; nobody themselves. */
export const mayExempt = (actor: Actor, paper: Pick<Commitment, 'memberId'>, line: readonly number[]): boolean =>
	isOperator(actor) || (!isAuthor(actor, paper) && holdsAbove(actor, line, 'unitHead', 'focalOfficer'));

/** Who may see where the papers of a unit stand: states only, never a text. */
export const mayFollow = (actor: Actor, line: readonly number[]): boolean =>
	isOperator(actor) || holdsAbove(actor, line, 'unitHead', 'focalOfficer', 'auditor');

const isAuthor = (actor: Actor, paper: Pick<Commitment, 'memberId'>): boolean =>
	actor.memberId !== null && actor.memberId === paper.memberId;
