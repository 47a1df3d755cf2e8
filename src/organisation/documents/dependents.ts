import type { Call } from '#platform';

/** So much of something is kept at some units; `table` holds it. */
export type Kept = { label: string; count: number; table?: string };

/** The role, in the reader's language, that ends with a unit, and who holds it. */
export type EndingPost = { unitId: number; role: string; holder: string };

/** Counts what is kept at units. */
export type DependentsOf = (call: Call, unitIds: readonly number[]) => Promise<Kept[]>;

/**
 * What higher rooms keep at units: posts, members, plans, acts. `app` hands it in, so that a dry run can say what moves and
 * a revert what hinders it.
 */
export type Dependents = {
	count: DependentsOf;
	/** Members on strength on a day, by the unit of their posting (which may have ended before). */
	membersOn: (call: Call, day: string) => Promise<ReadonlyMap<number, number>>;
	/** The posts that end when units are abolished on a day, by unit. */
	postsEnding: (call: Call, unitIds: readonly number[], day: string) => Promise<readonly EndingPost[]>;
};

/** Nothing hangs on units: for tests of the tree alone. */
export const noDependents: Dependents = {
	count: async () => [],
	membersOn: async () => new Map(),
	postsEnding: async () => [],
};
