import type { FileProblems } from '#platform';
import { formatDate, m, type Day } from '#words';
import { withChanges, type Changes } from '../tree/changes.ts';
import { changesAfter, endsNever, lastName, nameOn, parentOn, type History, type Unit } from '../tree/history.ts';
import { indexByCode } from '../tree/index-by-code.ts';
import { overlap } from '../tree/span.ts';
import type { Ground } from './ground.ts';
import { endsBy, type Intentions } from './intentions.ts';

/** What must be true once everything has been done at once. */
export function checkConsequences(
	ground: Ground,
	intentions: Intentions,
	changes: Changes,
	problems: FileProblems,
): void {
	const after = withChanges(ground.history, changes);
	checkPlaces(ground, intentions, after, problems);
	// Who goes to one that ends is told once, not again as its child.
	if (problems.total > 0) return;
	checkOrphans(intentions, changes, after, problems);
	checkCodes(intentions, changes, after, problems);
	if (problems.total === 0) checkCircles(intentions, changes, after, problems);
}

/** Nobody goes to a unit that ends; a parent must live as long as its children, who have no end yet. */
function checkPlaces(
	{ history }: Ground,
	{ born, altered, fates }: Intentions,
	after: History,
	problems: FileProblems,
): void {
	const refuseEnding = (id: number, line: number, column: string): void => {
		const fate = fates.get(id);
		if (fate && endsBy(fate, id)) {
			problems.add(
				line,
				m.organisation_place_ending({ code: lastName(history.units.get(id)!).code, line: fate.line }),
				column,
			);
		} else if (column === 'new_parent_code' && !endsNever(after.units.get(id)!)) {
			const place = after.units.get(id)!;
			problems.add(
				line,
				m.organisation_unit_endsOn({ code: lastName(place).code, date: formatDate(place.dies) }),
				column,
			);
		}
	};
	for (const { line, parentId } of born.values()) refuseEnding(parentId, line, 'new_parent_code');
	for (const { parent } of altered.values()) if (parent) refuseEnding(parent.id, parent.line, 'new_parent_code');
	for (const fate of fates.values()) {
		if (fate.kind === 'merge') refuseEnding(fate.into, fate.line, 'into_code');
		if (fate.kind === 'split') for (const { dst, line } of fate.parts) refuseEnding(dst, line, 'into_code');
	}
}

/** One that ends must have no children left, nor be what another unit has already passed into since. */
function checkOrphans({ fates }: Intentions, { on, ended }: Changes, after: History, problems: FileProblems): void {
	const gone = new Set(ended);
	const orphans = new Map<number, Unit[]>();
	for (const unit of after.units.values()) {
		for (const { parentId, to } of unit.parents) {
			if (parentId === null || to <= on || !gone.has(parentId)) continue;
			orphans.set(parentId, [...(orphans.get(parentId) ?? []), unit]);
		}
	}
	for (const id of ended) {
		const { line } = fates.get(id)!;
		const { code } = lastName(after.units.get(id)!);
		const left = orphans.get(id);
		if (after.units.get(id)!.parents.some(({ parentId }) => parentId === null)) {
			problems.add(line, m.organisation_end_root({ code }), 'code');
		} else if (left) {
			const some = left
				.slice(0, 5)
				.map((unit) => `${lastName(unit).code} ${lastName(unit).name}`)
				.join('; ');
			problems.add(
				line,
				m.organisation_end_children({ code, count: left.length, some: left.length > 5 ? `${some}; …` : some }),
				'code',
			);
		}
	}
	const built = after.lineage.find(
		(row) => row.on >= on && row.dst !== null && gone.has(row.dst) && row.src !== row.dst,
	);
	if (built) {
		const { code } = lastName(after.units.get(built.dst!)!);
		problems.add(
			fates.get(built.dst!)!.line,
			m.organisation_unit_changedOn({ code, date: formatDate(built.on) }),
			'code',
		);
	}
}

/** A code has one bearer a day, from the day on and for all time that is already decided. */
function checkCodes(
	{ born, altered }: Intentions,
	{ born: made, named }: Changes,
	after: History,
	problems: FileProblems,
): void {
	const codes = indexByCode(after);
	for (const { id, name } of [...made, ...named]) {
		const span = after.units.get(id)!.names.at(-1)!;
		const other = codes.bearings(name.code).find((bearing) => bearing.unit.id !== id && overlap(bearing.span, span));
		if (!other) continue;
		const line = born.get(id)?.line ?? altered.get(id)!.naming!.line;
		problems.add(
			line,
			m.organisation_code_taken({ code: name.code, name: other.span.name, from: formatDate(other.span.from) }),
			'new_code',
		);
	}
}

function checkCircles(
	{ born, altered }: Intentions,
	{ on, moved, born: made }: Changes,
	after: History,
	problems: FileProblems,
): void {
	const told = new Set<number>();
	for (const day of [on, ...changesAfter(after, on)]) {
		const sound = new Set<number>();
		for (const { id } of [...moved, ...made]) {
			const circle = circleFrom(after, id, day, sound);
			if (!circle || circle.some((member) => told.has(member))) continue;
			for (const member of circle) told.add(member);
			const names = [...circle, circle[0]!].map((member) => nameOn(after.units.get(member)!, day)!.code).join(' → ');
			const line = born.get(id)?.line ?? altered.get(id)!.parent!.line;
			problems.add(line, m.organisation_parent_circle({ codes: names }), 'new_parent_code');
		}
	}
}

/** The units of the circle that the way up from a unit runs into; remembers those from which there is none. */
function circleFrom(history: History, id: number, day: Day, sound: Set<number>): number[] | undefined {
	const way: number[] = [];
	let at: number | null | undefined = id;
	while (at !== null && at !== undefined && !sound.has(at)) {
		const seen = way.indexOf(at);
		if (seen >= 0) return way.slice(seen);
		way.push(at);
		at = parentOn(history.units.get(at)!, day);
	}
	for (const member of way) sound.add(member);
	return undefined;
}
