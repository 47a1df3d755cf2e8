import type { Day } from '#words';
import { forever, holdsOn, type Span } from './span.ts';

/** What a unit is called, what kind it is of and which code it bears. */
export type Naming = { name: string; short: string | null; kind: string; code: string };
export type NameSpan = Naming & Span;
export type ParentSpan = { parentId: number | null } & Span;

/** A unit through its whole life, `[born, dies)`. Spans are ordered by day and leave no gap. */
export type Unit = {
	id: number;
	born: Day;
	dies: Day;
	publishable: boolean;
	names: readonly NameSpan[];
	parents: readonly ParentSpan[];
};

export type LineageKind = 'merge' | 'split' | 'rename' | 'transfer' | 'abolish';

/** What became of `src` on a day. `rename` and `transfer` have `src` = `dst`; `abolish` has no `dst`. */
export type Lineage = {
	src: number;
	dst: number | null;
	on: Day;
	kind: LineageKind;
	/** A split's part, as a decimal; null: equal parts, or all of it. */
	share: string | null;
	principal: boolean;
};

/** One tree through all time. */
export type History = { units: ReadonlyMap<number, Unit>; lineage: readonly Lineage[] };

export const emptyHistory: History = { units: new Map(), lineage: [] };

export const isAlive = (unit: Unit, day: Day): boolean => unit.born <= day && day < unit.dies;

export const nameOn = (unit: Unit, day: Day): NameSpan | undefined => unit.names.find((span) => holdsOn(span, day));

/** Undefined: not alive; null: the root. */
export const parentOn = (unit: Unit, day: Day): number | null | undefined =>
	unit.parents.find((span) => holdsOn(span, day))?.parentId;

/** The last thing it was called. */
export const lastName = (unit: Unit): NameSpan => unit.names.at(-1)!;
export const lastParent = (unit: Unit): ParentSpan => unit.parents.at(-1)!;

export const endsNever = (unit: Unit): boolean => unit.dies === forever;

/** The days after `day` on which somebody gets another parent, is born or ends: the tree is the same between them. */
export function changesAfter(history: History, day: Day): Day[] {
	const days = new Set<Day>();
	for (const unit of history.units.values()) {
		for (const span of unit.parents) {
			if (span.from > day) days.add(span.from);
		}
	}
	return [...days].sort();
}
