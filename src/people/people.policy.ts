import { holdsAbove, isOperator, type Actor } from '#platform';

const keepers = ['focalOfficer', 'unitHead', 'administrator'];

/**
 * May this person enter, move and exempt the members of a unit? Its focal officer, head or administrator, or one above.
 * @param line the unit and its ancestors today
 */
export const mayKeepMembers = (actor: Actor, line: readonly number[]): boolean =>
	isOperator(actor) || holdsAbove(actor, line, ...keepers);

/** Who moves a member, or says that they are not asked: whoever keeps the members of their unit, of others than themselves. */
export const mayDecideOn = (actor: Actor, memberId: string, line: readonly number[]): boolean =>
	mayKeepMembers(actor, line) && (isOperator(actor) || actor.memberId !== memberId);

/** May they see who serves in it? Whoever has a post that reaches it; a fellow member has not. */
export const maySeeMembers = (actor: Actor, line: readonly number[]): boolean =>
	isOperator(actor) ||
	actor.posts.some(({ role, unitId }) => role !== 'member' && role !== 'custodian' && line.includes(unitId));
