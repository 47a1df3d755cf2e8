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
		if (open.has(unitId)) throw new Error(`unit ${unitId} stands under itself`);
		open.add(unitId);
		const unit = history.units.get(unitId)!;
		const found = unit.parents.flatMap(({ parentId, from, to }): Line[] => {
			if (parentId === null) return [{ line: [unitId], from, to }];
			return lines(parentId).flatMap((above) => {
				const part = cut(above, { from, to });
				return part ? [{ ...part, line: [unitId, ...above.line] }] : [];
			});
		});
		const result = joined(found, sameLine);
		open.delete(unitId);
		known.set(unitId, result);
		return result;
	};
	return lines;
}

export const sameLine = (a: Line, b: Line): boolean =>
	a.line.length === b.line.length && a.line.every((id, index) => id === b.line[index]);
