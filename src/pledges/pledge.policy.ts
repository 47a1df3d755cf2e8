import { holds, holdsAbove, holdsAnywhere, isOperator, type Actor } from '#platform';
import type { BlockInLine } from './open-block.ts';
import type { Party, ReviewMove } from './pledge.ts';

/** Who may arrange the units under a node in blocks. `line`: the node and its ancestors today. */
export const mayArrange = (actor: Actor, { line }: { line: readonly number[] }): boolean =>
	isOperator(actor) || holdsAbove(actor, line, 'focalOfficer', 'unitHead');

/** Who arranges blocks under some unit. */
export const arrangesAnywhere = (actor: Actor): boolean => holdsAnywhere(actor, 'focalOfficer', 'unitHead');

/** Who may prepare a pledge: the unit that arranges the block or one above it, the block's lead and its deputy. */
export const mayPrepare = (actor: Actor, block: BlockInLine): boolean =>
	mayArrange(actor, block) ||
	[block.leadKeeperId, block.deputyKeeperId].some(
		(unit) => unit !== null && holds(actor, unit, 'focalOfficer', 'unitHead'),
	);

/**
 * Who may write down what the block found of its pledge: who prepares it. The summing-up is of the unit that arranges the block or one
 * above it, and never of who entered the scores.
 */
export const mayReview = (
	actor: Actor,
	block: BlockInLine,
	{ move, scoredBy }: { move: ReviewMove; scoredBy: string | null | undefined },
): boolean =>
	move === 'close'
		? mayArrange(actor, block) && (isOperator(actor) || actor.accountId !== scoredBy)
		: mayPrepare(actor, block);

/** Every head signs for their own unit and for no other, not even the unit above. */
export const maySign = (actor: Actor, party: Pick<Party, 'keeperId'>): boolean =>
	holds(actor, party.keeperId, 'unitHead');
