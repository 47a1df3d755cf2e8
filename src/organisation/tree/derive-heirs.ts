import type { Day } from '#words';
import { plus, times, toDecimal, whole, type Fraction } from './fraction.ts';
import type { Unit } from './history.ts';
import { always, beginning, forever, joined, type Span } from './span.ts';
import type { Passing, Succession } from './succession.ts';

/**
 * Seen on a day in `from`–`to`, what the unit did on days in `during` belongs to `heirId` by `share`. By abolition: the
 * heir stood above what was abolished; it goes on with the work and the figures, and is not what continues the unit.
 */
export type HeirRow = {
	unitId: number;
	during: Span;
	heirId: number;
	share: string;
	principal: boolean;
	byAbolition: boolean;
} & Span;

/** Part of what a unit did, held by a living unit. What came through an abolition goes on as if that unit had done it. */
type Holding = { unitId: number; byAbolition: boolean; part: Fraction };
type Past = { during: Span; holdings: Holding[] };

/** Follows what one unit did through everything that happened to its holders since; rows by `during`, then by day. */
export function deriveHeirs(unit: Unit, succession: Succession): HeirRow[] {
	if (succession.passingsOf(unit.id).length === 0) {
		return [
			{
				unitId: unit.id,
				during: always,
				heirId: unit.id,
				share: toDecimal(whole),
				principal: true,
				byAbolition: false,
				from: unit.born,
				to: forever,
			},
		];
	}
	const rows: HeirRow[] = [];
	let pasts: Past[] = [{ during: always, holdings: [{ unitId: unit.id, byAbolition: false, part: whole }] }];
	for (let since = unit.born; since !== forever;) {
		const next = nextDay(pasts, since, succession);
		const principal = { id: succession.livingOn(unit.id, since), continues: succession.continuesOn(unit.id, since) };
		for (const past of pasts) rows.push(...rowsOf(unit.id, past, principal, { from: since, to: next }));
		if (next !== forever) pasts = pasts.flatMap((past) => passOn(past, next, succession));
		since = next;
	}
	rows.sort((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
	return joined(rows, (a, b) => about(a) === about(b) && said(a) === said(b));
}

const about = ({ during, heirId }: HeirRow): string => `${during.from} ${during.to} ${heirId}`;
const said = ({ share, principal, byAbolition }: HeirRow): string => `${share} ${principal} ${byAbolition}`;
const key = (row: HeirRow): string => `${about(row)} ${row.from}`;

/** The next day on which something happens to one of the holders. What happens on the day a part arrives does not touch it. */
function nextDay(pasts: readonly Past[], since: Day, succession: Succession): Day {
	let next = forever;
	for (const { holdings } of pasts) {
		for (const { unitId } of holdings) {
			const passing = succession.passingsOf(unitId).find(({ on }) => on > since);
			if (passing && passing.on < next) next = passing.on;
		}
	}
	return next;
}

/** What one day does to a past. A unit that is split and lives on keeps whole what it does from that day on. */
function passOn(past: Past, on: Day, succession: Succession): Past[] {
	const passingOf = ({ unitId }: Holding) => succession.passingsOf(unitId).find((passing) => passing.on === on);
	if (!past.holdings.some(passingOf)) return [past];
	const holdings = past.holdings.flatMap((holding) => upFromAbolished(holding, passingOf));
	const livesOn = (holding: Holding) => passingOf(holding)?.parts.some(({ dst }) => dst === holding.unitId) ?? false;
	const divided = (holding: Holding) => dividedBy(passingOf(holding), holding);
	const before = { ...past, holdings: holdings.flatMap(divided) };
	if (!holdings.some(livesOn) || past.during.to <= on) return [before];
	const ending = holdings.flatMap((holding) => (livesOn(holding) ? [holding] : divided(holding)));
	const after = { during: { from: maximum(past.during.from, on), to: past.during.to }, holdings: ending };
	if (past.during.from >= on) return [after];
	return [{ ...before, during: { from: past.during.from, to: on } }, after];
}

/** What was held by one that is abolished is held by the unit above it, before that day does to it what it does. */
function upFromAbolished(holding: Holding, passingOf: (holding: Holding) => Passing | undefined): Holding[] {
	const passing = passingOf(holding);
	if (passing?.kind !== 'abolish') return [holding];
	return passing.parts.flatMap(({ dst }) => upFromAbolished({ ...holding, unitId: dst, byAbolition: true }, passingOf));
}

const dividedBy = (passing: Passing | undefined, holding: Holding): Holding[] =>
	passing?.parts.map(({ dst, part }) => ({ ...holding, unitId: dst, part: times(holding.part, part) })) ?? [holding];

/** Posts follow the way of principal heirs, so that way alone says whether the principal heir came to it by abolition. */
function rowsOf(
	unitId: number,
	{ during, holdings }: Past,
	principal: { id: number | null; continues: boolean },
	seen: Span,
): HeirRow[] {
	const parts = new Map<number, { part: Fraction; byAbolition: boolean }>();
	for (const { unitId: heirId, part, byAbolition } of holdings) {
		const there = parts.get(heirId);
		parts.set(heirId, {
			part: there ? plus(there.part, part) : part,
			byAbolition: byAbolition && (there?.byAbolition ?? true),
		});
	}
	return [...parts].map(([heirId, { part, byAbolition }]) => ({
		unitId,
		during,
		heirId,
		share: toDecimal(part),
		principal: heirId === principal.id,
		byAbolition: heirId === principal.id ? !principal.continues : byAbolition,
		...seen,
	}));
}

const maximum = (a: Day, b: Day): Day => (a > b ? a : b) || beginning;
