import type { History, Unit } from './history.ts';
import { linesOf } from './lines.ts';
import { overlap, type Span } from './span.ts';

/**
 * What must hold of every history, whatever made it; empty for a sound one. The plans refuse in a person's words before
 * it comes to this; here their work is checked once more, in code's words, before anything is kept.
 */
export function flawsOf(history: History): string[] {
	const flaws: string[] = [];
	const roots: Span[] = [];
	const byCode = new Map<string, (Span & { id: number })[]>();
	for (const unit of history.units.values()) {
		if (!fills(unit, unit.names)) flaws.push(`the names of unit ${unit.id} do not fill its life`);
		if (!fills(unit, unit.parents)) flaws.push(`the parents of unit ${unit.id} do not fill its life`);
		for (const span of unit.parents) {
			if (span.parentId === null) roots.push(span);
			else if (!contains(history.units.get(span.parentId), span))
				flaws.push(`unit ${unit.id} outlives its parent ${span.parentId}`);
		}
		for (const { code, from, to } of unit.names) {
			const bearers = byCode.get(code) ?? [];
			if (bearers.some((other) => overlap(other, { from, to }))) flaws.push(`code ${code} has two bearers`);
			byCode.set(code, [...bearers, { id: unit.id, from, to }]);
		}
	}
	if (roots.some((a, i) => roots.some((b, j) => i < j && overlap(a, b)))) flaws.push('there are two roots');
	if (flaws.length === 0) flaws.push(...circles(history));
	return flaws;
}

const fills = ({ born, dies }: Unit, spans: readonly Span[]): boolean =>
	spans.length > 0 &&
	spans[0]!.from === born &&
	spans.at(-1)!.to === dies &&
	spans.every((span, index) => span.from < span.to && (index === 0 || spans[index - 1]!.to === span.from));

const contains = (parent: Unit | undefined, { from, to }: Span): boolean =>
	parent !== undefined && parent.born <= from && to <= parent.dies;

function circles(history: History): string[] {
	const lines = linesOf(history);
	try {
		for (const id of history.units.keys()) lines(id);
		return [];
	} catch (error) {
		return [(error as Error).message];
	}
}
