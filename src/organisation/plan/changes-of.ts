import type { FileProblems } from '#platform';
import { m, type Day } from '#words';
import { noChanges, type Changes } from '../tree/changes.ts';
import { compare, fraction, fromDecimal, plus, whole, type Fraction } from '../tree/fraction.ts';
import { lastName, lastParent, type Lineage, type Naming, type Unit } from '../tree/history.ts';
import type { Ground } from './ground.ts';
import { endsBy, type Alteration, type Fate, type Intentions } from './intentions.ts';

/** Writes the intentions down as changes; what changes nothing is left out. */
export function changesOf(
	{ history, on }: Ground,
	{ born, altered, fates }: Intentions,
	problems: FileProblems,
): Changes {
	const changes = noChanges(on);
	for (const [id, { naming, parentId }] of born) changes.born.push({ id, name: naming, parentId, publishable: false });
	for (const [id, alteration] of altered) {
		const unit = history.units.get(id)!;
		const fate = fates.get(id);
		if (fate && endsBy(fate, id)) {
			const { line } = (alteration.naming ?? alteration.parent)!;
			problems.add(line, m.organisation_alter_ending({ code: lastName(unit).code, line: fate.line }), 'code');
		}
		alterUnit(unit, alteration, changes);
	}
	const codeAfter = codesAfter(history.units, changes);
	for (const [id, fate] of fates) {
		changes.lineage.push(...lineageOf(id, fate, on, codeAfter, problems));
		if (endsBy(fate, id)) changes.ended.push(id);
	}
	return changes;
}

function alterUnit(unit: Unit, { naming, parent }: Alteration, changes: Changes): void {
	const { on } = changes;
	const self = { src: unit.id, dst: unit.id, on, share: null, principal: false };
	if (naming) {
		const old = lastName(unit);
		const name: Naming = {
			name: naming.name ?? old.name,
			// A short name belongs to the name it shortens.
			short: naming.name === undefined || naming.name === old.name ? old.short : null,
			kind: naming.kind ?? old.kind,
			code: naming.code ?? old.code,
		};
		if (name.name !== old.name || name.kind !== old.kind || name.code !== old.code) {
			changes.named.push({ id: unit.id, name });
			changes.lineage.push({ ...self, kind: 'rename' });
		}
	}
	if (parent && parent.id !== lastParent(unit).parentId) {
		changes.moved.push({ id: unit.id, parentId: parent.id });
		changes.lineage.push({ ...self, kind: 'transfer' });
	}
}

function codesAfter(units: ReadonlyMap<number, Unit>, { born, named }: Changes): (id: number) => string {
	const made = new Map([...born, ...named].map(({ id, name }) => [id, name.code]));
	return (id) => made.get(id) ?? lastName(units.get(id)!).code;
}

function lineageOf(
	src: number,
	fate: Fate,
	on: Day,
	codeOf: (id: number) => string,
	problems: FileProblems,
): Lineage[] {
	if (fate.kind === 'stays') return [];
	if (fate.kind === 'abolish') return [{ src, dst: null, on, kind: 'abolish', share: null, principal: false }];
	if (fate.kind === 'merge') return [{ src, dst: fate.into, on, kind: 'merge', share: null, principal: true }];
	const parts = partsOf(fate.parts, problems);
	const largest = parts.toSorted((a, b) => compare(b.part, a.part) || (codeOf(a.dst) < codeOf(b.dst) ? -1 : 1))[0];
	const heir = parts.some(({ dst }) => dst === src) ? src : largest?.dst;
	return fate.parts.map(({ dst, share }) => ({ src, dst, on, kind: 'split', share, principal: dst === heir }));
}

type Part = { line: number; dst: number; share: string | null };

/** Equal parts when no share is given; else the shares, which must make a whole. */
function partsOf(parts: readonly Part[], problems: FileProblems): (Part & { part: Fraction })[] {
	if (parts.every(({ share }) => share === null))
		return parts.map((part) => ({ ...part, part: fraction(1n, BigInt(parts.length)) }));
	const without = parts.find(({ share }) => share === null);
	if (without) {
		problems.add(without.line, m.organisation_share_some(), 'share');
		return [];
	}
	const shared = parts.map((part) => ({ ...part, part: fromDecimal(part.share!) }));
	const sum = shared.map(({ part }) => part).reduce(plus);
	if (compare(sum, whole) !== 0) {
		const said = Number(((sum.over * 10n ** 12n) / sum.under).toString()) / 1e12;
		problems.add(parts[0]!.line, m.organisation_share_sum({ sum: String(said) }), 'share');
	}
	return shared;
}
