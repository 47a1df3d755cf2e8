import type { Day } from '#words';
import type { ReorganisationRow, UnitRow } from '../plan/sheets.ts';
import { isAlive, nameOn, parentOn, type History } from '../tree/history.ts';
import { dayBefore } from '../tree/span.ts';

/** Draws a whole number from 0 to `largest`. */
export type Draw = (largest: number) => number;

/** Draws that a seed repeats (mulberry32). */
export function drawFrom(seed: number): Draw {
	let state = seed | 0;
	return (largest) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return largest <= 0 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % (largest + 1);
	};
}

/** What the tree must be after the document: code → parent code (null: the root). */
export type Expected = Map<string, string | null>;

type Cells = Partial<Omit<ReorganisationRow, 'line' | 'op'>>;
type After = { code: string; parent: number | null };

/** A small tree to begin with: codes U1…, the first one the root. */
export function randomUnits(draw: Draw, size: number): UnitRow[] {
	return Array.from({ length: size }, (_, at) => ({
		line: at + 2,
		code: `U${at + 1}`,
		name: `Unit ${at + 1}`,
		kind: 'unit',
		parent_code: at === 0 ? null : `U${draw(at - 1) + 1}`,
		short: null,
		publishable: null,
	}));
}

/**
 * A re-organisation that the tree allows, of every kind at once: ends, splits with and without the source, merges into what is
 * just created, codes that pass on, whole branches moved; its rows in any order. And the tree it must make.
 */
export function randomDocument(
	draw: Draw,
	history: History,
	on: Day,
): { rows: ReorganisationRow[]; expected: Expected } {
	const eve = dayBefore(on);
	const rows: ReorganisationRow[] = [];
	const say = (op: ReorganisationRow['op'], cells: Cells) => {
		rows.splice(draw(rows.length), 0, { ...blank, op, ...cells });
	};
	const oneOf = <T>(list: readonly T[]): T => list[draw(list.length - 1)]!;
	const chance = (percent: number) => draw(99) < percent;

	const living = [...history.units.values()].filter((unit) => isAlive(unit, eve));
	const codeBefore = new Map(living.map((unit) => [unit.id, nameOn(unit, eve)!.code]));
	const after = new Map<number, After>(
		living.map((unit) => [unit.id, { code: codeBefore.get(unit.id)!, parent: parentOn(unit, eve)! }]),
	);
	const ending = living.filter((unit) => parentOn(unit, eve) !== null && chance(25)).map((unit) => unit.id);
	for (const id of ending) after.delete(id);
	const freed = ending.map((id) => codeBefore.get(id)!);

	// A unit may get a code that never was, or one that is free from this day on.
	const newCode = (): string =>
		freed.length > 0 && chance(40) ? freed.splice(draw(freed.length - 1), 1)[0]! : `N${on.slice(5)}${serial++}`;
	let serial = 1;
	const made: number[] = [];
	for (let count = draw(3); count > 0; count--) {
		const id = -count;
		after.set(id, { code: newCode(), parent: oneOf([...after.keys()]) });
		made.push(id);
	}
	for (const [id, unit] of after) {
		if (id < 0 || !chance(15)) continue;
		unit.code = newCode();
		say('rename', { code: codeBefore.get(id)!, new_name: `Renamed ${unit.code}`, new_code: unit.code });
	}

	const isUnder = (id: number, top: number): boolean =>
		id === top || (after.get(id)!.parent !== null && isUnder(after.get(id)!.parent!, top));
	const madeCodes = () =>
		new Set([...after].filter(([id, { code }]) => id < 0 || code !== codeBefore.get(id)).map(([, { code }]) => code));
	/** How a row may call a place: by its new code, or by its old one unless the file makes that code anew. */
	const nameOf = (id: number): string => {
		const { code } = after.get(id)!;
		const before = codeBefore.get(id);
		return before !== undefined && before !== code && !madeCodes().has(before) && chance(50) ? before : code;
	};
	const gone = new Set(ending);
	for (const [id, unit] of after) {
		if (unit.parent === null || id < 0) continue;
		if (!gone.has(unit.parent) && !chance(15)) continue;
		// While branches hang in the air, only what hangs together with the root can be a parent without a circle.
		unit.parent = null;
		const places = [...after.keys()].filter(
			(place) => place !== id && reachesRoot(after, place) && !isUnderSafely(place, id),
		);
		unit.parent = oneOf(places);
		if (codeBefore.get(id) === undefined) continue;
		say('move', { code: codeBefore.get(id)!, new_parent_code: nameOf(unit.parent) });
	}
	function isUnderSafely(id: number, top: number): boolean {
		return reachesRoot(after, id) && isUnder(id, top);
	}
	for (const id of made) {
		const unit = after.get(id)!;
		say('create', {
			new_code: unit.code,
			new_name: `Made ${unit.code}`,
			new_kind: 'unit',
			new_parent_code: nameOf(unit.parent!),
		});
	}

	const heirs = [...after.keys()];
	for (const id of ending) {
		const code = codeBefore.get(id)!;
		const fate = draw(2);
		if (fate === 0) say('abolish', { code });
		else if (fate === 1) merge(code);
		else split(code, distinct(2 + draw(1), heirs));
	}
	for (const id of after.keys()) {
		if (id > 0 && chance(15))
			split(codeBefore.get(id)!, [
				id,
				...distinct(
					1 + draw(1),
					heirs.filter((heir) => heir !== id),
				),
			]);
	}

	function merge(code: string): void {
		// Passing into its own code would make a unit go on instead of ending.
		const places = heirs.filter((id) => after.get(id)!.code !== code);
		if (places.length === 0) say('abolish', { code });
		else say('merge', { code, into_code: nameOf(oneOf(places)) });
	}
	function distinct(count: number, list: readonly number[]): number[] {
		const left = [...list];
		return Array.from({ length: Math.min(count, left.length) }, () => left.splice(draw(left.length - 1), 1)[0]!);
	}
	function split(code: string, into: readonly number[]): void {
		const parts = into.filter((id) => after.get(id)!.code !== code || codeBefore.get(id) === code);
		if (parts.length < 2 && codeBefore.get(parts[0] ?? 0) !== code) {
			say('abolish', { code });
			return;
		}
		if (parts.length < 2) return;
		const shares = chance(50)
			? parts.map(() => null)
			: [
					['0.5', '0.5'],
					['0.2', '0.3', '0.5'],
				].find((some) => some.length === parts.length)!;
		for (const [at, id] of parts.entries()) say('split', { code, into_code: nameOf(id), share: shares[at]! });
	}

	return {
		rows: rows.map((row, at) => ({ ...row, line: at + 2 })),
		expected: new Map(
			[...after.values()].map(({ code, parent }) => [code, parent === null ? null : after.get(parent)!.code]),
		),
	};
}

function reachesRoot(after: ReadonlyMap<number, After>, id: number, root = rootOf(after)): boolean {
	let at: number | null = id;
	for (let steps = 0; at !== null && steps <= after.size; steps++) {
		if (at === root) return true;
		at = after.get(at)?.parent ?? null;
	}
	return false;
}

/** The first unit of the tree never ends and never moves. */
const rootOf = (after: ReadonlyMap<number, After>): number => after.keys().next().value!;

const blank = {
	line: 0,
	code: null,
	into_code: null,
	new_code: null,
	new_name: null,
	new_kind: null,
	new_parent_code: null,
	share: null,
};
