import type { Day } from '#words';
import { fraction, fromDecimal, plus, times, whole, type Fraction } from '../tree/fraction.ts';
import { isAlive, parentOn, type History, type Lineage } from '../tree/history.ts';
import { dayBefore } from '../tree/span.ts';

/**
 * The definitions of `unit_standing` and `unit_heir`, day by day and without any cleverness: what the fast derivation is
 * compared with.
 */
export function slowModel(history: History) {
	const endings = (unitId: number, day: Day): Lineage[] =>
		history.lineage.filter(
			(row) => row.src === unitId && row.on === day && ['merge', 'split', 'abolish'].includes(row.kind),
		);

	const line = (unitId: number, day: Day): number[] => {
		const parent = parentOn(history.units.get(unitId)!, day);
		return parent === null || parent === undefined ? [unitId] : [unitId, ...line(parent, day)];
	};

	/** The unit itself while it lives, else its principal heir's living one, else that of the node it stood under. */
	const living = (unitId: number, day: Day): number => wayOf(unitId, day).at(-1)!;

	/** Is one of those on the way to the living one abolished? */
	const isAbolished = (unitId: number, day: Day): boolean =>
		wayOf(unitId, day).some((id) =>
			endings(id, history.units.get(id)!.dies).some((row) => row.kind === 'abolish' && row.on <= day),
		);

	const wayOf = (unitId: number, day: Day): number[] => {
		const unit = history.units.get(unitId)!;
		if (isAlive(unit, day)) return [unitId];
		const rows = endings(unitId, unit.dies);
		const next =
			rows[0]!.kind === 'abolish' ? parentOn(unit, dayBefore(unit.dies))! : rows.find((row) => row.principal)!.dst!;
		return [unitId, ...wayOf(next, day)];
	};

	const standing = (unitId: number, day: Day): number[] => line(living(unitId, day), day);

	/** Who holds on a day what somebody held before it, if that one is abolished: the unit above, before that day does anything to it. */
	const aboveAbolished = (unitId: number, day: Day): number =>
		endings(unitId, day)[0]?.kind === 'abolish'
			? aboveAbolished(parentOn(history.units.get(unitId)!, dayBefore(day))!, day)
			: unitId;

	/** On day `seen`, to whom belongs what the unit did on day `done`, and does all of it come by abolition? */
	const heirs = (unitId: number, done: Day, seen: Day): Map<number, { part: Fraction; byAbolition: boolean }> => {
		const days = [...new Set(history.lineage.map((row) => row.on))].filter((day) => day <= seen).sort();
		let holders = new Map<string, Fraction>([[`${unitId} inherited`, whole]]);
		for (const day of days) {
			const next = new Map<string, Fraction>();
			const give = (holder: string, part: Fraction) =>
				next.set(holder, next.has(holder) ? plus(next.get(holder)!, part) : part);
			for (const [holder, part] of holders) {
				const [before, manner] = [Number(holder.split(' ')[0]), holder.split(' ')[1]!];
				const id = aboveAbolished(before, day);
				const how = id === before ? manner : 'byAbolition';
				const rows = endings(id, day);
				const lives = rows.some((row) => row.dst === id);
				if (rows.length === 0 || (lives && done >= day)) give(`${id} ${how}`, part);
				else for (const row of rows) give(`${row.dst} ${how}`, times(part, shareOf(row, rows.length)));
			}
			holders = next;
		}
		const ids = new Set([...holders.keys()].map((holder) => Number(holder.split(' ')[0])));
		const none = fraction(0n, 1n);
		return new Map(
			[...ids].map((id) => {
				const inherited = holders.get(`${id} inherited`);
				const part = plus(inherited ?? none, holders.get(`${id} byAbolition`) ?? none);
				const byAbolition = id === living(unitId, seen) ? isAbolished(unitId, seen) : inherited === undefined;
				return [id, { part, byAbolition }];
			}),
		);
	};

	return { line, living, isAbolished, standing, heirs };
}

const shareOf = (row: Lineage, count: number): Fraction =>
	row.share === null ? fraction(1n, BigInt(count)) : fromDecimal(row.share);
