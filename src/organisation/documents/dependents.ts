import type { Call } from '#platform';

/**
 * What a higher room keeps at units, counted: posts, members, plans, acts. `app` hands them in, so that a dry run can say
 * what moves and a revert what hinders it.
 */
export type DependentsOf = (call: Call, unitIds: readonly number[]) => Promise<{ label: string; count: number }[]>;
