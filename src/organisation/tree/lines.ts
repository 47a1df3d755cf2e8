import type { History } from './history.ts';
import { cut, joined, type Span } from './span.ts';

/** A unit and those it stands under, upwards to the root, while that is so. */
export type Line = { line: readonly number[] } & Span;

/** The lines of every unit through its life. Throws on a circle, which no plan lets through. */
export function linesOf(history: History): (unitId: number) => readonly Line[] {
	const known = new Map<number, readonly Line[]>();
	const open = new Set<number>();

	const lines = (unitId: number): readonly Line[] => {
		const done = known.get(unitId);
		if (done) return done;
		open.add(unitId);
		const { born, dies } = history.units.get(unitId)!;
		const result = joined(climb(unitId, { from: born, to: dies }, 0), sameLine);
		open.delete(unitId);
		known.set(unitId, result);
		return result;
	};

	const climb = (unitId: number, within: Span, height: number): Line[] => {
		if (height > history.units.size) throw new Error(`unit ${unitId} stands under itself`);
		return history.units.get(unitId)!.parents.flatMap((parent): Line[] => {
			const part = cut({ from: parent.from, to: parent.to }, within);
			if (!part) return [];
			if (parent.parentId === null) return [{ ...part, line: [unitId] }];
			return above(parent.parentId, part, height + 1).map((line) => ({ ...line, line: [unitId, ...line.line] }));
		});
	};

	/** Two units may change places: one whose own lines are being found just now is climbed again, for these days only. */
	const above = (parentId: number, within: Span, height: number): Line[] =>
		open.has(parentId) ? climb(parentId, within, height) : lines(parentId).flatMap((line) => cut(line, within) ?? []);

	return lines;
}

export const sameLine = (a: Line, b: Line): boolean =>
	a.line.length === b.line.length && a.line.every((id, index) => id === b.line[index]);
