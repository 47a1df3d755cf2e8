import type { ClosureRow, Derived, StandingRow } from './derive.ts';
import type { HeirRow } from './derive-heirs.ts';

type Rows<R> = { removed: R[]; added: R[] };

/** What a change of the history changes in what is derived from it. */
export type Difference = { closure: Rows<ClosureRow>; standing: Rows<StandingRow>; heirs: Rows<HeirRow> };

export const difference = (before: Derived, after: Derived): Difference => ({
	closure: between(
		before.closure,
		after.closure,
		(row) => `${row.ancestor} ${row.descendant} ${row.depth} ${row.from} ${row.to}`,
	),
	standing: between(before.standing, after.standing, (row) => `${row.unitId} ${row.nodeId} ${row.from} ${row.to}`),
	heirs: between(before.heirs, after.heirs, heirKey),
});

const heirKey = ({ unitId, during, heirId, share, principal, byAbolition, from, to }: HeirRow): string =>
	`${unitId} ${during.from} ${during.to} ${heirId} ${share} ${principal} ${byAbolition} ${from} ${to}`;

function between<R>(before: readonly R[], after: readonly R[], keyOf: (row: R) => string): Rows<R> {
	const old = new Map(before.map((row) => [keyOf(row), row]));
	const added = after.filter((row) => !old.delete(keyOf(row)));
	return { removed: [...old.values()], added };
}
