import { holdsAbove, holdsAnywhere, isOperator, type Actor } from '#platform';
import type { Activity } from './activity.ts';

/** Who may plan events of a unit and give out documents. `line`: the unit and its ancestors today. */
export const mayPlan = (actor: Actor, line: readonly number[]): boolean =>
	isOperator(actor) || holdsAbove(actor, line, 'focalOfficer', 'unitHead');

/** Who plans events of some unit, or gives out its documents. */
export const plansAnywhere = (actor: Actor): boolean => holdsAnywhere(actor, 'focalOfficer', 'unitHead');

/** Who may change an event, say that it was held, cancel it. */
export const mayKeep = mayPlan;

/** Who may show an event on the portal: an approver, and never who planned it or had a part in its words since it was last approved. */
export const mayPublish = (
	actor: Actor,
	{ plannedBy, wordedBy }: Pick<Activity, 'plannedBy' | 'wordedBy'>,
	line: readonly number[],
): boolean =>
	holdsAbove(actor, line, 'approver') &&
	actor.accountId !== null &&
	actor.accountId !== plannedBy &&
	!wordedBy.includes(actor.accountId);

/** Only a member studies. */
export const mayRead = (actor: Actor): boolean => actor.memberId !== null;
