import { plus, times, toDecimal, whole, type Fraction } from './fraction.ts';
import type { Unit } from './history.ts';
import { always, beginning, forever, joined, type Day, type Span } from './span.ts';
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

/**
 * Part of what a unit did, held by a living unit. What came through an abolition goes along with the node it counted
 * under, undivided: it follows principal heirs only.
 */
type Holding = { unitId: number; undivided: boolean; part: Fraction };
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
	let pasts: Past[] = [{ during: always, holdings: [{ unitId: unit.id, undivided: false, part: whole }] }];
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
	const passings = new Map<number, Passing>();
	for (const { unitId } of past.holdings) {
		const passing = succession.passingsOf(unitId).find((passing) => passing.on === on);
		if (passing) passings.set(unitId, passing);
	}
	if (passings.size === 0) return [past];
	const livesOn = (unitId: number) => passings.get(unitId)?.parts.some(({ dst }) => dst === unitId) ?? false;
	const before = {
		...past,
		holdings: past.holdings.flatMap((holding) => divided(holding, passings.get(holding.unitId), on, succession)),
	};
	if (!past.holdings.some(({ unitId }) => livesOn(unitId)) || past.during.to <= on) return [before];
	const ending = past.holdings.flatMap((holding) =>
		livesOn(holding.unitId) ? [holding] : divided(holding, passings.get(holding.unitId), on, succession),
	);
	const after = { during: { from: maximum(past.during.from, on), to: past.during.to }, holdings: ending };
	if (past.during.from >= on) return [after];
	return [{ ...before, during: { from: past.during.from, to: on } }, after];
}

function divided(holding: Holding, passing: Passing | undefined, on: Day, succession: Succession): Holding[] {
	if (!passing) return [holding];
	if (passing.kind === 'abolish' || holding.undivided) {
		const heir = passing.parts.find(({ principal }) => principal)?.dst;
		const living = heir === undefined ? null : succession.livingOn(heir, on);
		return living === null ? [] : [{ ...holding, unitId: living, undivided: true }];
	}
	return passing.parts.map(({ dst, part }) => ({ ...holding, unitId: dst, part: times(holding.part, part) }));
}

/** Posts follow the way of principal heirs, so that way alone says whether the principal heir came to it by abolition. */
function rowsOf(
	unitId: number,
	{ during, holdings }: Past,
	principal: { id: number | null; continues: boolean },
	seen: Span,
): HeirRow[] {
	const parts = new Map<number, { part: Fraction; byAbolition: boolean }>();
	for (const { unitId: heirId, part, undivided } of holdings) {
		const there = parts.get(heirId);
		parts.set(heirId, {
			part: there ? plus(there.part, part) : part,
			byAbolition: undivided && (there?.byAbolition ?? true),
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
