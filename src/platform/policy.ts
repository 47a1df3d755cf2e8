import type { Actor } from './call.ts';
import { Forbidden, NotFound } from './problems.ts';
import { m } from '#words';

/** Throws `Forbidden` unless allowed. */
export function allow(may: boolean): void {
	if (!may) throw new Forbidden(() => m.platform_forbidden_detail());
}

/** What was found, or `NotFound`: what you may not see does not exist. */
export function found<T>(row: T | undefined | null): T {
	if (row === undefined || row === null) throw new NotFound(() => m.platform_notFound_detail());
	return row;
}

/** Does the actor hold one of the roles at the unit itself? */
export const holds = (actor: Actor, unitId: number, ...roles: string[]): boolean =>
	actor.posts.some((post) => post.unitId === unitId && roles.includes(post.role));

/** Does the actor hold one of the roles at the unit or above it? `line`: the unit and its ancestors today. */
export const holdsAbove = (actor: Actor, line: readonly number[], ...roles: string[]): boolean =>
	actor.posts.some((post) => line.includes(post.unitId) && roles.includes(post.role));

/** The units at which the actor holds one of the roles, each once. */
export const unitsHeld = (actor: Actor, ...roles: string[]): number[] => [
	...new Set(actor.posts.filter(({ role }) => roles.includes(role)).map(({ unitId }) => unitId)),
];

/** Does the actor hold one of the roles at any unit? */
export const holdsAnywhere = (actor: Actor, ...roles: string[]): boolean =>
	actor.posts.some(({ role }) => roles.includes(role));

/** The command line, which the operating system has let in. Acting for a person it has that person's rights only. */
export const isOperator = (actor: Actor): boolean => actor.kind === 'operator' && actor.accountId === null;
