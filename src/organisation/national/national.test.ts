import { expect, test } from 'vitest';
import { csvLine, fileFromText, readRows } from '#platform';
import { planImport } from '../plan/plan-import.ts';
import { planReorganisation } from '../plan/plan-reorganisation.ts';
import { reorganisationSheet, unitSheet } from '../plan/sheets.ts';
import { settled, withChanges, type Changes } from '../tree/changes.ts';
import { derive } from '../tree/derive.ts';
import { flawsOf } from '../tree/flaws.ts';
import { emptyHistory, isAlive, nameOn, parentOn, type History } from '../tree/history.ts';
import { abolitionOfDistricts, body, mergerOfProvinces, unitsOf2016, type NationalDocument } from './documents.ts';
import { readPlaces, type Places } from './places.ts';

/** As the store does it: new units get the next ids. */
function apply(history: History, changes: Changes): History {
	const given = new Map(changes.born.map(({ id }, index) => [id, history.units.size + index + 1]));
	return withChanges(history, settled(changes, given));
}

const reorganise = async (history: History, { csv, on }: NationalDocument): Promise<History> =>
	apply(history, planReorganisation(history, await readRows(fileFromText(csv), reorganisationSheet), on).changes);

const places = await readPlaces();

async function makeHistories(places: Places): Promise<[History, History, History]> {
	const units = unitsOf2016(places);
	const first = apply(
		emptyHistory,
		planImport(emptyHistory, await readRows(fileFromText(units.csv), unitSheet), units.on).changes,
	);
	const second = await reorganise(first, abolitionOfDistricts(places));
	return [first, second, await reorganise(second, mergerOfProvinces(places))];
}

const histories = await makeHistories(places);

/** `code name` → parent code, as the tree says. */
function tree(history: History, day: string): Map<string, string> {
	const parents = new Map<string, string>();
	for (const unit of history.units.values()) {
		if (!isAlive(unit, day)) continue;
		const parentId = parentOn(unit, day) ?? null;
		const { code, name } = nameOn(unit, day)!;
		parents.set(`${code} ${name}`, parentId === null ? '' : nameOn(history.units.get(parentId)!, day)!.code);
	}
	return parents;
}

test('the national tree has exactly the right nodes under each parent, before and after both re-organisations', () => {
	const [, , history] = histories;
	expect(flawsOf(history)).toEqual([]);

	const named = (place: { code: string; full_name: string }) => `${place.code} ${place.full_name}`;
	const top: [string, string][] = [[`${body.code} ${body.name}`, '']];
	const provinces: [string, string][] = places.provinces.map((it) => [named(it), body.code]);
	const provinceOf = new Map(places.districts.map((it) => [it.code, it.province_code]));
	const islands = places.districts.filter(
		(it) => !places.communes.some((commune) => commune.district_code === it.code),
	);
	expect(islands).toHaveLength(5);

	expect(tree(history, '2025-02-28')).toEqual(
		new Map([
			...top,
			...provinces,
			...places.districts.map((it): [string, string] => [named(it), it.province_code]),
			...places.communes.map((it): [string, string] => [named(it), it.district_code]),
		]),
	);
	expect(tree(history, '2025-03-01')).toEqual(
		new Map([
			...top,
			...provinces,
			...islands.map((it): [string, string] => [named(it), it.province_code]),
			...places.communes.map((it): [string, string] => [named(it), provinceOf.get(it.district_code)!]),
		]),
	);
	expect(tree(history, '2025-07-01')).toEqual(
		new Map([
			...top,
			...places.newProvinces.map((it): [string, string] => [named(it), body.code]),
			...places.newCommunes.map((it): [string, string] => [named(it), it.province_code]),
		]),
	);
}, 20_000);

test('the same file may be written otherwise: everything new created, everything old merged or split, itself included', async () => {
	const [, districtless, expected] = histories;
	const row = (op: string, code: string, into: string, made: string[] = ['', '', '', '']) =>
		csvLine([op, code, into, ...made, '']);
	const create =
		(parent: (it: (typeof places.newCommunes)[number]) => string) => (it: (typeof places.newCommunes)[number]) =>
			row('create', '', '', [it.code, it.full_name, it.type, parent(it)]);
	const parts = new Map<string, string[]>();
	for (const { old_code, new_code } of places.communeMergers)
		parts.set(old_code, [...(parts.get(old_code) ?? []), new_code]);
	const zones = { '318': '11948', '471': '19742', '498': '20333', '536': '21548', '755': '26732' };
	const csv = [
		'op,code,into_code,new_code,new_name,new_kind,new_parent_code,share',
		...[...parts].flatMap(([old, into]) => into.map((it) => row(into.length > 1 ? 'split' : 'merge', old, it))),
		...Object.entries(zones).map(([old, zone]) => row('merge', old, zone)),
		...places.provinceMergers.map((it) => row('merge', it.old_code, it.new_code)),
		...places.newCommunes.map(create((it) => it.province_code)),
		...places.newProvinces.map((it) => create(() => body.code)({ ...it, province_code: '' })),
	].join('\n');
	const otherwise = await reorganise(districtless, { csv, on: '2025-07-01', decision: '' });
	expect(tree(otherwise, '2025-07-01')).toEqual(tree(expected, '2025-07-01'));
	expect(flawsOf(otherwise)).toEqual([]);
	// Only the five zones are new units now: the others bear the code of the one that continued.
	expect(otherwise.units.size).toBe(expected.units.size + 5);
}, 20_000);

test('everything derived of it is as large as the nation', () => {
	const { closure, standing, heirs } = derive(histories[2]);
	expect(closure.length).toBeGreaterThan(60_000);
	expect(standing.length).toBeGreaterThan(50_000);
	expect(heirs.length).toBeGreaterThan(19_000);
}, 20_000);
