import { holdsAbove, holdsAnywhere, isOperator, type Actor } from '#platform';

/** May accounts be made and found? */
export const mayAdminister = (actor: Actor): boolean => isOperator(actor) || holdsAnywhere(actor, 'administrator');

/** May see who has which role: administrators decide, auditors look. */
export const maySeeAccounts = (actor: Actor): boolean => mayAdminister(actor) || holdsAnywhere(actor, 'auditor');

/**
 * May this person give or end a role at a unit? An administrator at or above it, and never for themselves.
 * @param line the unit and its ancestors today
 */
export const mayGrantPost = (actor: Actor, line: readonly number[], toAccountId: string): boolean =>
	isOperator(actor) || (toAccountId !== actor.accountId && holdsAbove(actor, line, 'administrator'));

/**
 * May this person decide about somebody's access (close the account, issue a link, take away a second factor)? Only when
 * all that the other one holds and serves lies below: who sets a superior's password is that superior.
 * @param lines of each unit where the other one holds a post or serves, that unit and its ancestors today
 */
export const mayDecideOnAccess = (actor: Actor, accountId: string, lines: readonly (readonly number[])[]): boolean =>
	isOperator(actor) ||
	(accountId !== actor.accountId &&
		lines.length > 0 &&
		lines.every((line) => holdsAbove(actor, line, 'administrator')));
