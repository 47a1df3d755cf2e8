import { sql } from 'kysely';
import type { Call } from '#platform';
import type { Day } from '#words';
import { one, partOf, plus, times, type Part } from './fraction.ts';

type Unit = { id: number; born: Day; dies: Day | null };
type Parent = { unitId: number; parentId: number | null; since: Day; until: Day | null };
type Lineage = { src: number; dst: number | null; onDate: Day; kind: string; share: string | null; principal: boolean };

/** The tree as its base tables tell it, asked day by day. Slow and obvious; knows nothing of what is derived. */
export type SlowTree = {
	units: readonly Unit[];
	/** The unit, or what takes its place after its end, and everything above it on a day. */
	standing(unitId: number, day: Day): Set<number>;
	/** Who holds which part today of what a unit did on a day. */
	holders(unitId: number, day: Day, today: Day): Map<number, Part>;
	/** A living unit and everything above it on a day. */
	line(unitId: number, day: Day): Set<number>;
};

export async function readSlowTree(call: Call): Promise<SlowTree> {
	const units = await sql<Unit>`select id, born, dies from unit where dies is null or dies > born`.execute(call.db);
	const parents = await sql<Parent>`
		select unit_id, parent_id, lower(valid) as since, upper(valid) as until from unit_parent`.execute(call.db);
	const lineage = await sql<Lineage>`
		select src, dst, on_date, kind, trim_scale(share)::text as share, principal from unit_lineage
		where kind in ('merge', 'split', 'abolish')`.execute(call.db);
	return slowTree(units.rows, parents.rows, lineage.rows);
}

function slowTree(units: readonly Unit[], parents: readonly Parent[], lineage: readonly Lineage[]): SlowTree {
	const unit = (id: number) => units.find((unit) => unit.id === id)!;
	const hasEnded = (id: number, day: Day) => unit(id).dies !== null && unit(id).dies! <= day;
	const parentOn = (id: number, day: Day) =>
		parents.find((p) => p.unitId === id && p.since <= day && (p.until === null || day < p.until))?.parentId ?? null;
	const dayBefore = (day: Day) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
	const passings = (id: number) => lineage.filter((row) => row.src === id);

	const principalHeir = (id: number, day: Day): number | null => {
		const rows = passings(id).filter((row) => row.onDate === day);
		if (rows.some((row) => row.kind === 'abolish')) return parentOn(id, dayBefore(day));
		return rows.find((row) => row.principal)?.dst ?? null;
	};
	const livingOn = (id: number | null, day: Day): number | null =>
		id === null || !hasEnded(id, day) ? id : livingOn(principalHeir(id, unit(id).dies!), day);

	const line = (id: number, day: Day): Set<number> => {
		const nodes = new Set<number>();
		for (let at: number | null = id; at !== null; at = parentOn(at, day)) nodes.add(at);
		return nodes;
	};
	const standing = (id: number, day: Day): Set<number> => {
		const living = day < unit(id).born ? null : livingOn(id, day);
		return living === null ? new Set() : line(living, day);
	};

	const holders = (id: number, day: Day, today: Day): Map<number, Part> => {
		let held = [{ unitId: id, part: one }];
		let since = unit(id).born;
		for (;;) {
			const days = held.flatMap(({ unitId }) => passings(unitId).map((row) => row.onDate));
			const next = days.filter((on) => on > since && on <= today).sort()[0];
			if (next === undefined) break;
			const happens = (unitId: number) => passings(unitId).filter((row) => row.onDate === next);
			const aboveAbolished = (unitId: number | null): number | null =>
				unitId !== null && happens(unitId).some((row) => row.kind === 'abolish')
					? aboveAbolished(parentOn(unitId, dayBefore(next)))
					: unitId;
			held = held.flatMap((before) => {
				const holder = aboveAbolished(before.unitId);
				if (holder === null) return [];
				const holding = { ...before, unitId: holder };
				const rows = happens(holder);
				if (rows.length === 0) return [holding];
				const livesOn = rows.some((row) => row.dst === holding.unitId);
				if (livesOn && day >= next) return [holding];
				const equal = { of: 1n, in: BigInt(rows.length) };
				return rows.map((row) => ({
					unitId: row.dst!,
					part: times(holding.part, row.share === null ? equal : partOf(row.share)),
				}));
			});
			since = next;
		}
		const parts = new Map<number, Part>();
		for (const { unitId, part } of held) parts.set(unitId, plus(parts.get(unitId) ?? { of: 0n, in: 1n }, part));
		return parts;
	};
	return { units, standing, holders, line };
}
