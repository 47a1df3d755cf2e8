import type { FileProblem } from '#platform';
import { foldVietnamese, m } from '#words';
import { withChanges, type Changes } from '../tree/changes.ts';
import { isAlive, nameOn, parentOn, type History } from '../tree/history.ts';

/** How many warnings are told. */
const told = 20;

/** Same-named siblings are real, so they are told and not refused. Only groups that the changes touch. */
export function sameNamedSiblings(
	history: History,
	changes: Changes,
	lines: ReadonlyMap<number, number>,
): FileProblem[] {
	const after = withChanges(history, changes);
	const { on } = changes;
	const touched = new Set([...changes.born, ...changes.named, ...changes.moved].map(({ id }) => id));
	const parents = new Set([...touched].map((id) => parentOn(after.units.get(id)!, on)));
	const groups = new Map<string, number[]>();
	for (const unit of after.units.values()) {
		const parentId = isAlive(unit, on) ? parentOn(unit, on) : undefined;
		if (parentId === undefined || !parents.has(parentId)) continue;
		const key = `${parentId} ${foldVietnamese(nameOn(unit, on)!.name)}`;
		groups.set(key, [...(groups.get(key) ?? []), unit.id]);
	}
	const warnings: FileProblem[] = [];
	for (const ids of groups.values()) {
		const first = ids.find((id) => touched.has(id));
		if (ids.length < 2 || first === undefined) continue;
		const name = (id: number) => nameOn(after.units.get(id)!, on)!;
		const says = m.organisation_name_siblings({
			name: name(first).name,
			codes: ids.map((id) => name(id).code).join(', '),
		});
		warnings.push({ line: lines.get(first) ?? 0, says });
	}
	const few = warnings.toSorted((a, b) => a.line - b.line).slice(0, told);
	if (warnings.length > told)
		few.push({ line: 0, says: m.organisation_name_siblings_more({ count: warnings.length - told }) });
	return few;
}
