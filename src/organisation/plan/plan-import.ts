import { FileProblems } from '#platform';
import { formatDate, formatNumber, m, type Day } from '#words';
import { codeShapes, unevenCodes } from '../codes/lost-zeros.ts';
import { noChanges, type Changes } from '../tree/changes.ts';
import { endsNever, isAlive, nameOn, parentOn, type History, type Unit } from '../tree/history.ts';
import { indexByCode, type Codes } from '../tree/index-by-code.ts';
import { bearersOn, unknownCode } from './ground.ts';
import type { Plan } from './plan-reorganisation.ts';
import { sameNamedSiblings } from './siblings.ts';
import type { UnitRow } from './sheets.ts';

/** Units that a file adds, and how many of its rows were there already. */
export type ImportPlan = Plan & { unchanged: number };

/**
 * Units alive from `on`. A unit that is there already with the same name, kind and parent is passed over, so that a file
 * can be imported again; one that is there with others is refused: that is what a re-organisation is for.
 *
 * @throws {InvalidFile} with every problem found
 */
export function planImport(history: History, rows: readonly UnitRow[], on: Day): ImportPlan {
	const problems = new FileProblems();
	const importing: Importing = {
		history,
		on,
		codes: indexByCode(history),
		shapes: codeShapes([...bearersOn(history, on), ...rows]),
		inFile: rowsByCode(rows, problems),
		problems,
	};
	const changes = noChanges(on);
	let unchanged = 0;
	for (const row of importing.inFile.values()) {
		const there = importing.codes.bearer(row.code, on);
		if (there) {
			checkSame(importing, row, there);
			unchanged++;
		} else {
			const unit = newUnit(importing, row);
			if (unit) changes.born.push(unit);
		}
	}
	checkCircles(importing);
	checkRoots(importing, changes);
	problems.throwIfAny();
	const lines = new Map(rows.map((row) => [-row.line, row.line]));
	const uneven = changes.born.length === 0 ? [] : unevenCodes(rows);
	const suspicions = uneven.map(({ kind, count, code, expected }) => ({
		line: importing.inFile.get(code)!.line,
		column: 'code',
		says: m.organisation_code_unevenLengths({ kind, count: formatNumber(count), code, expected }),
	}));
	return { changes, unchanged, warnings: [...suspicions, ...sameNamedSiblings(history, changes, lines)] };
}

type Importing = {
	history: History;
	on: Day;
	codes: Codes;
	shapes: ReturnType<typeof codeShapes>;
	inFile: Map<string, UnitRow>;
	problems: FileProblems;
};

function rowsByCode(rows: readonly UnitRow[], problems: FileProblems): Map<string, UnitRow> {
	const inFile = new Map<string, UnitRow>();
	for (const row of rows) {
		const first = inFile.get(row.code);
		if (!first) inFile.set(row.code, row);
		else if (first.parent_code === row.parent_code)
			problems.add(row.line, m.organisation_code_twice({ code: row.code, line: first.line }), 'code');
		else problems.add(row.line, m.organisation_parents_two({ code: row.code, line: first.line }), 'parent_code');
	}
	return inFile;
}

/** Is what the file says of a unit what is known of it? */
function checkSame({ history, on, problems }: Importing, row: UnitRow, there: Unit): void {
	const name = nameOn(there, on)!;
	const parentId = parentOn(there, on) ?? null;
	const parentCode = parentId === null ? null : nameOn(history.units.get(parentId)!, on)!.code;
	const differ = (column: string, known: string | null) =>
		problems.add(
			row.line,
			m.organisation_import_other({ code: row.code, known: known ?? '–', date: formatDate(on) }),
			column,
		);
	if (name.name !== row.name) differ('name', name.name);
	if (name.kind !== row.kind) differ('kind', name.kind);
	if (parentCode !== row.parent_code) differ('parent_code', parentCode);
	if (row.short !== null && row.short !== name.short) differ('short', name.short);
}

function newUnit(importing: Importing, row: UnitRow): Changes['born'][number] | undefined {
	const { codes, shapes, on, problems } = importing;
	const expected = shapes.restored(row.code, row.kind);
	if (expected) {
		problems.add(row.line, m.organisation_code_lostZeros({ code: row.code, expected }), 'code');
		return undefined;
	}
	const later = codes.bearings(row.code).find(({ span }) => span.from > on);
	if (later) {
		const from = formatDate(later.span.from);
		problems.add(row.line, m.organisation_code_taken({ code: row.code, name: later.span.name, from }), 'code');
		return undefined;
	}
	const parentId = parentOf(importing, row);
	if (parentId === undefined) return undefined;
	const { name, kind, code, short } = row;
	return { id: -row.line, name: { name, short, kind, code }, parentId, publishable: row.publishable ?? false };
}

/** Undefined, with the problem told, when there is no parent for all the time from the day on. */
function parentOf({ codes, shapes, on, inFile, problems }: Importing, row: UnitRow): number | null | undefined {
	const { parent_code: code, line } = row;
	if (code === null) return null;
	const there = codes.bearer(code, on);
	if (there && !endsNever(there)) {
		problems.add(line, m.organisation_unit_endsOn({ code, date: formatDate(there.dies) }), 'parent_code');
		return undefined;
	}
	if (there) return there.id;
	const parent = inFile.get(code);
	if (parent) return -parent.line;
	problems.add(line, unknownCode({ codes, shapes }, code, on), 'parent_code');
	return undefined;
}

/** A tree has one root on every day. */
function checkRoots({ history, on, inFile, problems }: Importing, { born }: Changes): void {
	const known = [...history.units.values()].find((unit) => isAlive(unit, on) && parentOn(unit, on) === null);
	const later = [...history.units.values()].find((unit) =>
		unit.parents.some((span) => span.parentId === null && span.from > on),
	);
	const roots = born.filter(({ parentId }) => parentId === null);
	const allowed = known || later ? 0 : 1;
	for (const { id, name } of roots.slice(allowed)) {
		const other = known ? nameOn(known, on)!.code : later ? later.names[0]!.code : roots[0]!.name.code;
		problems.add(-id, m.organisation_root_two({ code: name.code, other }), 'parent_code');
	}
	if (!known && !later && roots.length === 0 && problems.total === 0 && inFile.size > 0) {
		problems.add(0, m.organisation_root_none());
	}
}

/** Rows that stand under each other in a circle; each circle is told once, at its first row. */
function checkCircles({ inFile, problems }: Importing): void {
	const sound = new Set<string>();
	for (const start of inFile.values()) {
		const way: string[] = [];
		let at: UnitRow | undefined = start;
		while (at && !sound.has(at.code)) {
			const seen = way.indexOf(at.code);
			if (seen >= 0) {
				const circle = way.slice(seen);
				const line = Math.min(...circle.map((code) => inFile.get(code)!.line));
				problems.add(line, m.organisation_parent_circle({ codes: [...circle, circle[0]!].join(' → ') }), 'parent_code');
				break;
			}
			way.push(at.code);
			at = at.parent_code === null ? undefined : inFile.get(at.parent_code);
		}
		for (const code of way) sound.add(code);
	}
}
