import type { FileProblems } from '#platform';
import { m } from '#words';
import type { Naming } from '../tree/history.ts';
import { lastName } from '../tree/history.ts';
import { placeOf, sourceOf, type Ground } from './ground.ts';
import type { Operation } from './operation.ts';

/** What becomes of a unit that a merge, split or abolish row speaks of. `stays`: it passes into its own code. */
export type Fate =
	| { kind: 'stays'; line: number }
	| { kind: 'abolish'; line: number }
	| { kind: 'merge'; line: number; into: number }
	| { kind: 'split'; line: number; parts: { line: number; dst: number; share: string | null }[] };

/** What one unit gets; each only once in a file. */
export type Alteration = { naming?: Partial<Naming> & { line: number }; parent?: { line: number; id: number } };

/** All rows of a file put together, by unit: they take effect at once, so their order says nothing. */
export type Intentions = {
	/** Made units, by id below zero. */
	born: Map<number, { line: number; naming: Naming; parentId: number }>;
	altered: Map<number, Alteration>;
	fates: Map<number, Fate>;
};

export function intentionsOf(ground: Ground, operations: readonly Operation[], problems: FileProblems): Intentions {
	const intentions: Intentions = { born: new Map(), altered: new Map(), fates: new Map() };
	const made = codesMade(ground, operations, problems);
	for (const operation of operations) {
		if (operation.op === 'create') create(ground, made, operation, intentions, problems);
		else if (operation.op === 'alter') alter(ground, made, operation, intentions, problems);
		else end(ground, made, operation, intentions, problems);
	}
	return intentions;
}

export const endsBy = (fate: Fate | undefined, unitId: number): boolean =>
	fate !== undefined &&
	fate.kind !== 'stays' &&
	!(fate.kind === 'split' && fate.parts.some(({ dst }) => dst === unitId));

type Of<K extends Operation['op']> = Extract<Operation, { op: K }>;
type Made = ReadonlyMap<string, number>;

/**
 * The codes that the file makes, and the unit each will mean. A code that is made while its bearer of the day before
 * passes into that very code makes no new unit: the bearer continues under what the row says.
 */
function codesMade(ground: Ground, operations: readonly Operation[], problems: FileProblems): Made {
	const intoItself = new Set<string>();
	for (const row of operations) {
		if ((row.op === 'merge' || row.op === 'split') && row.code === row.intoCode) intoItself.add(row.code);
	}
	const made = new Map<string, number>();
	const lines = new Map<string, number>();
	for (const row of operations) {
		const code = row.op === 'create' ? row.code : row.op === 'alter' ? row.newCode : null;
		if (code === null) continue;
		const first = lines.get(code);
		if (first !== undefined) {
			problems.add(row.line, m.organisation_code_madeTwice({ code, line: first }), 'new_code');
			continue;
		}
		lines.set(code, row.line);
		const bearer = ground.codes.bearer(row.op === 'alter' ? row.code : code, ground.eve);
		if (row.op === 'create') made.set(code, bearer && intoItself.has(code) ? bearer.id : -row.line);
		else if (bearer) made.set(code, bearer.id);
	}
	return made;
}

function create(
	ground: Ground,
	made: Made,
	row: Of<'create'>,
	{ born, altered }: Intentions,
	problems: FileProblems,
): void {
	const { line, code, name, kind } = row;
	refuseLostZeros(ground, code, kind, line, problems);
	const parentId = placeOf(ground, made, { code: row.parentCode, line, column: 'new_parent_code' }, problems);
	const id = made.get(code);
	if (parentId === undefined || id === undefined) return;
	if (id < 0) {
		born.set(id, { line, naming: { name, short: null, kind, code }, parentId });
		return;
	}
	setNaming(altered, id, { line, name, kind }, problems);
	setParent(altered, id, { line, id: parentId }, problems);
}

function alter(ground: Ground, made: Made, row: Of<'alter'>, { altered }: Intentions, problems: FileProblems): void {
	const { line } = row;
	const unit = sourceOf(ground, row.code, line, problems);
	if (row.newCode !== null)
		refuseLostZeros(ground, row.newCode, row.kind ?? (unit && lastName(unit).kind), line, problems);
	const parentId =
		row.parentCode === null
			? null
			: placeOf(ground, made, { code: row.parentCode, line, column: 'new_parent_code' }, problems);
	if (!unit || parentId === undefined) return;
	const naming = {
		...(row.name === null ? {} : { name: row.name }),
		...(row.kind === null ? {} : { kind: row.kind }),
		...(row.newCode === null ? {} : { code: row.newCode }),
	};
	if (Object.keys(naming).length > 0) setNaming(altered, unit.id, { line, ...naming }, problems);
	if (parentId !== null) setParent(altered, unit.id, { line, id: parentId }, problems);
}

function end(
	ground: Ground,
	made: Made,
	row: Of<'merge' | 'split' | 'abolish'>,
	{ fates }: Intentions,
	problems: FileProblems,
): void {
	const { line, code } = row;
	const unit = sourceOf(ground, code, line, problems);
	const into =
		row.op === 'abolish' ? null : placeOf(ground, made, { code: row.intoCode, line, column: 'into_code' }, problems);
	if (!unit || into === undefined) return;
	const there = fates.get(unit.id);
	if (row.op === 'split' && there?.kind === 'split') {
		if (there.parts.some(({ dst }) => dst === into))
			problems.add(line, m.organisation_split_twice({ code: row.intoCode }), 'into_code');
		there.parts.push({ line, dst: into!, share: row.share });
	} else if (there) {
		problems.add(line, m.organisation_fate_two({ code, line: there.line }), 'op');
	} else if (row.op === 'abolish') {
		fates.set(unit.id, { kind: 'abolish', line });
	} else if (row.op === 'split') {
		fates.set(unit.id, { kind: 'split', line, parts: [{ line, dst: into!, share: row.share }] });
	} else {
		fates.set(unit.id, into === unit.id ? { kind: 'stays', line } : { kind: 'merge', line, into: into! });
	}
}

function setNaming(
	altered: Intentions['altered'],
	id: number,
	naming: NonNullable<Alteration['naming']>,
	problems: FileProblems,
): void {
	const { naming: there, ...rest } = altered.get(id) ?? {};
	if (there) problems.add(naming.line, m.organisation_rename_two({ line: there.line }), 'code');
	else altered.set(id, { ...rest, naming });
}

function setParent(
	altered: Intentions['altered'],
	id: number,
	parent: NonNullable<Alteration['parent']>,
	problems: FileProblems,
): void {
	const { parent: there, ...rest } = altered.get(id) ?? {};
	if (there) problems.add(parent.line, m.organisation_parent_two({ line: there.line }), 'new_parent_code');
	else altered.set(id, { ...rest, parent });
}

function refuseLostZeros(
	ground: Ground,
	code: string,
	kind: string | undefined,
	line: number,
	problems: FileProblems,
): void {
	const expected = ground.shapes.restored(code, kind);
	if (expected) problems.add(line, m.organisation_code_lostZeros({ code, expected }), 'new_code');
}
