import { holds, holdsAnywhere, isOperator, unitsHeld, type Actor } from '#platform';
import type { Feedback } from './feedback.ts';

type Case = Pick<Feedback, 'handlingUnitId' | 'withOversight' | 'handlerId' | 'offeredUnitId'>;

/**
 * Who is in the conflict set of a case does not see it, and so is never asked here. `oversees`: the actor holds a seat in the
 * oversight body; it has what no desk may have.
 */
export type Seated = { oversees: boolean };

/** The desk of the handling body sorts, assigns, transfers, merges. */
export const mayRun = (actor: Actor, feedback: Case, { oversees }: Seated): boolean =>
	isOperator(actor) || isAtDesk(actor, feedback) || (feedback.withOversight && oversees);

/**
 * Whoever it was given to handles it, as long as they hold a post at the handling body: asks the sender, hears the accused, drafts the
 * answer. With the oversight body: a seat there, without which the case is not seen.
 */
export const mayHandle = (actor: Actor, feedback: Case): boolean =>
	actor.accountId !== null &&
	actor.accountId === feedback.handlerId &&
	(feedback.withOversight ||
		(feedback.handlingUnitId !== null && holds(actor, feedback.handlingUnitId, ...handlerRoles)));

/** Whoever handles it, and the desk of the handling body: guides, identifies whom it is about, follows up the answer. */
export const mayWorkOn = (actor: Actor, feedback: Case, seated: Seated): boolean =>
	mayHandle(actor, feedback) || mayRun(actor, feedback, seated);

/** A second person releases what a first one wrote: the desk, an inspector or the head of the handling body; never the author. */
export const mayApprove = (actor: Actor, feedback: Case, author: string, { oversees }: Seated): boolean =>
	actor.accountId !== author &&
	(isAtDesk(actor, feedback) ||
		isHead(actor, feedback) ||
		(feedback.handlingUnitId !== null && holds(actor, feedback.handlingUnitId, 'inspector')) ||
		(feedback.withOversight && oversees));

/** More time is given by somebody above the handler, never by the handler. */
export const mayExtend = (actor: Actor, feedback: Case, { oversees }: Seated): boolean =>
	actor.accountId !== feedback.handlerId && (isHead(actor, feedback) || (feedback.withOversight && oversees));

/** The body to which a case is offered takes it or gives it back. */
export const mayTakeOver = (actor: Actor, feedback: Case): boolean =>
	feedback.offeredUnitId !== null && holds(actor, feedback.offeredUnitId, 'feedbackDesk', 'unitHead');

/** The desk or the head of the handling body says what is kept of a sender; never who entered the case, and so has seen its receipt. */
export const mayAnswerDataRequest = (
	actor: Actor,
	feedback: Case & Pick<Feedback, 'enteredBy'>,
	seated: Seated,
): boolean =>
	(mayRun(actor, feedback, seated) || isHead(actor, feedback)) &&
	(feedback.enteredBy === null || actor.accountId !== feedback.enteredBy);

/** Letters, calls and visits are entered by a desk. */
export const mayEnterOnBehalf = (actor: Actor): boolean => isOperator(actor) || holdsAnywhere(actor, 'feedbackDesk');

/** Units where somebody answers for what is to be put right, and hears of praise. */
export const unitsAnsweredFor = (actor: Actor): number[] => unitsHeld(actor, 'unitHead', 'focalOfficer');

/** Units that somebody leads. */
export const headOf = (actor: Actor): number[] => unitsHeld(actor, 'unitHead');

/** The head of the praised unit puts its members forward. */
export const mayNominate = (actor: Actor, commended: { unitId: number }): boolean =>
	holds(actor, commended.unitId, 'unitHead');

/** The head of the unit above decides; nobody on what they proposed, or on themselves. */
export const mayDecideNomination = (
	actor: Actor,
	nomination: { decidingUnitId: number; proposedBy: string; memberId: string },
): boolean =>
	holds(actor, nomination.decidingUnitId, 'unitHead') &&
	actor.accountId !== nomination.proposedBy &&
	actor.memberId !== nomination.memberId;

/** A seat of the oversight body looks into what one member declared of another; never into what is about itself. */
export const mayJudgeRelation = (
	actor: Actor,
	relation: { memberId: string; relativeId: string },
	{ oversees }: Seated,
): boolean => oversees && actor.memberId !== relation.memberId && actor.memberId !== relation.relativeId;

/** Posts whose holders may be given a case of their body; the same stand in `app.eligible_handlers`. */
const handlerRoles = ['feedbackDesk', 'inspector', 'unitHead', 'focalOfficer', 'committeeMember'];

const isAtDesk = (actor: Actor, { handlingUnitId }: Case): boolean =>
	handlingUnitId !== null && holds(actor, handlingUnitId, 'feedbackDesk');

const isHead = (actor: Actor, { handlingUnitId }: Case): boolean =>
	handlingUnitId !== null && holds(actor, handlingUnitId, 'unitHead');
