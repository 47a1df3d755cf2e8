import { expect, test } from 'vitest';
import { derive } from './derive.ts';
import type { Lineage, Unit } from './history.ts';
import { forever, holdsOn } from './span.ts';

const [root, province, ward, north, south] = [1, 2, 3, 4, 5];

const unit = (id: number, parentId: number | null, born = '2016-01-01', dies = forever): Unit => ({
	id,
	born,
	dies,
	publishable: false,
	names: [],
	parents: [{ parentId, from: born, to: dies }],
});

const passes = (src: number, on: string, kind: Lineage['kind'], dsts: (number | null)[]): Lineage[] =>
	dsts.map((dst, at) => ({ src, dst, on, kind, share: null, principal: kind !== 'abolish' && at === 0 }));

/** Who has what of the ward on a day: “heir, principal, by abolition”. */
const heirsOfWard = (units: Unit[], lineage: Lineage[], day: string) =>
	derive({ units: new Map(units.map((each) => [each.id, each])), lineage })
		.heirs.filter((row) => row.unitId === ward && holdsOn(row, day))
		.map((row) => [row.heirId, row.principal, row.byAbolition]);

test('the unit above one that was abolished goes on with its work and does not continue it, nor does what continues the one above', () => {
	const units = [
		unit(root, null),
		unit(province, root, '2016-01-01', '2025-08-01'),
		unit(ward, province, '2016-01-01', '2025-07-01'),
	];
	const lineage = [
		...passes(ward, '2025-07-01', 'abolish', [null]),
		...passes(province, '2025-08-01', 'merge', [root]),
	];
	expect(heirsOfWard(units, lineage, '2025-06-30')).toEqual([[ward, true, false]]);
	expect(heirsOfWard(units, lineage, '2025-07-01')).toEqual([[province, true, true]]);
	expect(heirsOfWard(units, lineage, '2025-08-01')).toEqual([[root, true, true]]);
});

test('of a ward in two parts, one of them abolished: what merges into the unit above continues it all the same', () => {
	const halves = (northDies: string, southDies: string) => [
		unit(root, null),
		unit(province, root),
		unit(ward, province, '2016-01-01', '2025-07-01'),
		unit(north, province, '2025-07-01', northDies),
		unit(south, province, '2025-07-01', southDies),
	];
	const split = passes(ward, '2025-07-01', 'split', [north, south]);
	const southGoes = [...split, ...passes(south, '2025-08-01', 'abolish', [null])];
	expect(heirsOfWard(halves(forever, '2025-08-01'), southGoes, '2025-08-01')).toEqual([
		[province, false, true],
		[north, true, false],
	]);
	const northMerges = [...southGoes, ...passes(north, '2025-08-01', 'merge', [province])];
	expect(heirsOfWard(halves('2025-08-01', '2025-08-01'), northMerges, '2025-08-01')).toEqual([[province, true, false]]);
	const northGoes = [
		...split,
		...passes(north, '2025-08-01', 'abolish', [null]),
		...passes(south, '2025-08-01', 'merge', [root]),
	];
	expect(heirsOfWard(halves('2025-08-01', '2025-08-01'), northGoes, '2025-08-01')).toEqual([
		[root, false, false],
		[province, true, true],
	]);
});

test('a unit that has a part of the past in two ways, one of them a merger, continues it', () => {
	const units = [
		unit(root, null),
		unit(province, root),
		unit(ward, province, '2016-01-01', '2025-07-01'),
		unit(6, root, '2025-07-01'),
		unit(north, province, '2025-07-01', '2025-08-01'),
		unit(south, province, '2025-07-01', '2025-08-01'),
	];
	const merged = (...order: number[]) => [
		...passes(ward, '2025-07-01', 'split', [6, ...order]),
		...passes(north, '2025-08-01', 'abolish', [null]),
		...passes(south, '2025-08-01', 'merge', [province]),
	];
	for (const order of [
		[north, south],
		[south, north],
	])
		expect(heirsOfWard(units, merged(...order), '2025-08-01')).toEqual([
			[province, false, false],
			[6, true, false],
		]);
});

test('what an abolished unit left is shared out when the unit above it is split, also on the same day', () => {
	const split = (on: string) => [
		...passes(ward, '2025-07-01', 'abolish', [null]),
		...passes(province, on, 'split', [province, north]),
	];
	const units = (on: string) => [
		unit(root, null),
		unit(province, root),
		unit(ward, province, '2016-01-01', '2025-07-01'),
		unit(north, root, on),
	];
	for (const on of ['2025-07-01', '2025-08-01']) {
		const { heirs } = derive({ units: new Map(units(on).map((each) => [each.id, each])), lineage: split(on) });
		const left = heirs.filter((row) => row.unitId === ward && holdsOn(row, on) && holdsOn(row.during, '2025-01-01'));
		expect(left.map(({ heirId, share, byAbolition }) => [heirId, Number(share), byAbolition])).toEqual([
			[province, 0.5, true],
			[north, 0.5, true],
		]);
	}
});
