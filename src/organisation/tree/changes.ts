import type { Day } from '#words';
import { forever } from './span.ts';
import type { History, Lineage, Naming, NameSpan, ParentSpan, Unit } from './history.ts';

/** What a document does to the tree on its day. Units it makes have ids below zero until they are kept. */
export type Changes = {
	on: Day;
	born: { id: number; name: Naming; parentId: number | null; publishable: boolean }[];
	ended: number[];
	named: { id: number; name: Naming }[];
	moved: { id: number; parentId: number }[];
	lineage: Lineage[];
};

export const noChanges = (on: Day): Changes => ({ on, born: [], ended: [], named: [], moved: [], lineage: [] });

export const isNothing = (changes: Changes): boolean =>
	changes.born.length + changes.ended.length + changes.named.length + changes.moved.length + changes.lineage.length ===
	0;

/** The history with the changes done. What it touches must be open from the day on; the plans see to that. */
export function withChanges(history: History, changes: Changes): History {
	const { on } = changes;
	const units = new Map(history.units);
	for (const { id, name, parentId, publishable } of changes.born) {
		const life = { from: on, to: forever };
		units.set(id, {
			id,
			born: on,
			dies: forever,
			publishable,
			names: [{ ...name, ...life }],
			parents: [{ parentId, ...life }],
		});
	}
	for (const { id, name } of changes.named) {
		alter(units, id, (unit) => ({ ...unit, names: [...closed(unit.names, on), { ...name, from: on, to: forever }] }));
	}
	for (const { id, parentId } of changes.moved) {
		alter(units, id, (unit) => ({
			...unit,
			parents: [...closed(unit.parents, on), { parentId, from: on, to: forever }],
		}));
	}
	for (const id of changes.ended) {
		alter(units, id, (unit) => ({
			...unit,
			dies: on,
			names: closed(unit.names, on),
			parents: closed(unit.parents, on),
		}));
	}
	return { units, lineage: [...history.lineage, ...changes.lineage] };
}

/** The history with the changes taken back. Right only when nothing was built on them. */
export function withoutChanges(history: History, changes: Changes): History {
	const { on } = changes;
	const units = new Map(history.units);
	for (const id of changes.ended) {
		alter(units, id, (unit) => ({
			...unit,
			dies: forever,
			names: reopened(unit.names),
			parents: reopened(unit.parents),
		}));
	}
	for (const { id } of changes.named) {
		alter(units, id, (unit) => ({ ...unit, names: reopened(unit.names.filter((span) => span.from !== on)) }));
	}
	for (const { id } of changes.moved) {
		alter(units, id, (unit) => ({ ...unit, parents: reopened(unit.parents.filter((span) => span.from !== on)) }));
	}
	for (const { id } of changes.born) units.delete(id);
	const undone = new Set(changes.lineage.map(keyOf));
	return { units, lineage: history.lineage.filter((row) => !undone.has(keyOf(row))) };
}

/** The same changes under the ids that the new units were given. */
export function settled(changes: Changes, given: ReadonlyMap<number, number>): Changes {
	const id = (id: number) => given.get(id) ?? id;
	const idOrNull = (it: number | null) => (it === null ? null : id(it));
	return {
		on: changes.on,
		born: changes.born.map((unit) => ({ ...unit, id: id(unit.id), parentId: idOrNull(unit.parentId) })),
		ended: changes.ended,
		named: changes.named,
		moved: changes.moved.map((move) => ({ ...move, parentId: id(move.parentId) })),
		lineage: changes.lineage.map((row) => ({ ...row, dst: idOrNull(row.dst) })),
	};
}

const keyOf = ({ src, dst, on, kind }: Lineage): string => `${src} ${dst} ${on} ${kind}`;

function alter(units: Map<number, Unit>, id: number, change: (unit: Unit) => Unit): void {
	units.set(id, change(units.get(id)!));
}

const closed = <S extends NameSpan | ParentSpan>(spans: readonly S[], on: Day): S[] =>
	spans.map((span) => (span.to === forever ? { ...span, to: on } : span));

const reopened = <S extends NameSpan | ParentSpan>(spans: readonly S[]): S[] =>
	spans.map((span, index) => (index === spans.length - 1 ? { ...span, to: forever } : span));
