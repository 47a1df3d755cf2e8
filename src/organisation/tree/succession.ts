import type { Day } from '#words';
import { fraction, fromDecimal, whole, type Fraction } from './fraction.ts';
import { parentOn, type History, type Lineage } from './history.ts';
import { dayBefore } from './span.ts';

/** What happens on one day to what a unit has done before it: each part passes to one unit. */
export type Passing = {
	on: Day;
	kind: 'merge' | 'split' | 'abolish';
	parts: { dst: number; part: Fraction; principal: boolean }[];
};

/** Who continues whom. */
export type Succession = {
	/** By day. A unit that is split and lives on may have several. */
	passingsOf: (unitId: number) => readonly Passing[];
	/** Who takes the place of a unit on the day it ends: its principal heir, or the unit it stood under last. Null: nobody. */
	successorOf: (unitId: number) => number | null;
	/** The living unit that a unit (or what continues it) is on a day. Null: nobody. */
	livingOn: (unitId: number, day: Day) => number | null;
	/** Does that one continue it, with no abolition on the way? Who stood above what was abolished keeps its work only. */
	continuesOn: (unitId: number, day: Day) => boolean;
};

export function successionOf(history: History): Succession {
	const passings = new Map<number, Passing[]>();
	for (const rows of groupByEnd(history.lineage)) {
		const { src } = rows[0]!;
		passings.set(src, [...(passings.get(src) ?? []), passing(history, rows)]);
	}
	for (const list of passings.values()) list.sort((a, b) => (a.on < b.on ? -1 : 1));

	const successorOf = (unitId: number): number | null => {
		const unit = history.units.get(unitId)!;
		const last = passings.get(unitId)?.at(-1);
		return last?.on === unit.dies ? (last.parts.find((part) => part.principal)?.dst ?? null) : null;
	};
	const abolished = (unitId: number): boolean => passings.get(unitId)?.at(-1)?.kind === 'abolish';
	return {
		passingsOf: (unitId) => passings.get(unitId) ?? [],
		successorOf,
		livingOn(unitId, day) {
			let at: number | null = unitId;
			while (at !== null && history.units.get(at)!.dies <= day) at = successorOf(at);
			return at;
		},
		continuesOn(unitId, day) {
			let at: number | null = unitId;
			while (at !== null && history.units.get(at)!.dies <= day && !abolished(at)) at = successorOf(at);
			return at !== null && history.units.get(at)!.dies > day;
		},
	};
}

function groupByEnd(lineage: readonly Lineage[]): Iterable<Lineage[]> {
	const groups = new Map<string, Lineage[]>();
	for (const row of lineage) {
		if (row.kind === 'rename' || row.kind === 'transfer') continue;
		const key = `${row.src} ${row.on}`;
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	return groups.values();
}

function passing(history: History, rows: readonly Lineage[]): Passing {
	const { src, on, kind } = rows[0]!;
	if (kind === 'abolish') {
		const parent = parentOn(history.units.get(src)!, dayBefore(on)) ?? null;
		return { on, kind, parts: parent === null ? [] : [{ dst: parent, part: whole, principal: true }] };
	}
	const equal = rows.length === 1 ? whole : fraction(1n, BigInt(rows.length));
	return {
		on,
		kind: kind as 'merge' | 'split',
		parts: rows.map(({ dst, share, principal }) => ({
			dst: dst!,
			part: share === null ? equal : fromDecimal(share),
			principal,
		})),
	};
}
