import { csvLine } from '#platform';
import { unitSheet, reorganisationSheet } from '../plan/sheets.ts';
import type { Place, Places } from './places.ts';

/** A file for `units import` or `reorganise`, and its first day. */
export type NationalDocument = { on: string; decision: string; csv: string };

/** The body that the tree hangs from. Its code is unlike those of places. */
export const body = { code: 'VN', name: 'Cơ quan minh họa trung ương', kind: 'co_quan' };

/** One body, 63 provinces, 696 districts, 10,035 communes. @param named what a unit at a place is called */
export function unitsOf2016(places: Places, named = nameOfPlace): NationalDocument {
	const row = (parent: string) => (place: Place) => [place.code, named(place), place.type, parent, '', ''];
	const rows = [
		[body.code, body.name, body.kind, '', '', ''],
		...places.provinces.map(row(body.code)),
		...places.districts.map((place) => row(place.province_code)(place)),
		...places.communes.map((place) => row(place.district_code)(place)),
	];
	return { on: '2016-01-01', decision: '', csv: csvOf(unitSheet, rows) };
}

/** 1 March 2025: the 691 districts that have communes are abolished; the communes come directly under the province. */
export function abolitionOfDistricts({ districts, communes }: Places): NationalDocument {
	const provinceOf = new Map(districts.map((district) => [district.code, district.province_code]));
	const filled = new Set(communes.map((commune) => commune.district_code));
	const rows = [
		...communes.map(({ code, district_code }) =>
			operation('move', { code, new_parent_code: provinceOf.get(district_code)! }),
		),
		...districts.filter(({ code }) => filled.has(code)).map(({ code }) => operation('abolish', { code })),
	];
	return { on: '2025-03-01', decision: 'Minh họa 01/2025', csv: csvOf(reorganisationSheet, rows) };
}

/** 1 July 2025: 63 → 34 provinces, 10,035 → 3,321 communes; the five island districts become special zones. */
export function mergerOfProvinces(places: Places, named = nameOfPlace): NationalDocument {
	const rows = [...provinceRows(places, named), ...communeRows(places, named), ...islandRows(places, named)];
	return { on: '2025-07-01', decision: 'Minh họa 02/2025', csv: csvOf(reorganisationSheet, rows) };
}

const nameOfPlace = (place: Place): string => place.full_name;

function provinceRows({ provinces, newProvinces, provinceMergers }: Places, named: typeof nameOfPlace): string[][] {
	const old = new Map(provinces.map((province) => [province.code, province]));
	const renamed = newProvinces.filter((province) => !alike(old.get(province.code), province));
	return [
		...renamed.map((province) => rename(province.code, province, named)),
		...provinceMergers
			.filter(passesOn)
			.map(({ old_code, new_code }) => operation('merge', { code: old_code, into_code: new_code })),
	];
}

/** A new commune that bears the code of an old one which passes into it is that old one, renamed and moved; the others are new. */
function communeRows(places: Places, named: typeof nameOfPlace): string[][] {
	const old = new Map(places.communes.map((commune) => [commune.code, commune]));
	const oldProvince = new Map(places.districts.map((district) => [district.code, district.province_code]));
	const continued = new Set(
		places.communeMergers.filter((merger) => !passesOn(merger)).map((merger) => merger.new_code),
	);
	const received = new Set(places.communeMergers.map((merger) => merger.new_code));
	const rows: string[][] = [];
	for (const commune of places.newCommunes) {
		const { code, province_code } = commune;
		const before = old.get(code);
		if (before && continued.has(code)) {
			if (!alike(before, commune)) rows.push(rename(code, commune, named));
			if (oldProvince.get(before.district_code) !== province_code)
				rows.push(operation('move', { code, new_parent_code: province_code }));
		} else if (received.has(code)) {
			rows.push(
				operation('create', {
					new_code: code,
					new_name: named(commune),
					new_kind: commune.type,
					new_parent_code: province_code,
				}),
			);
		}
	}
	return [...rows, ...passingRows(places)];
}

function passingRows({ communeMergers }: Places): string[][] {
	const destinations = new Map<string, string[]>();
	for (const { old_code, new_code } of communeMergers)
		destinations.set(old_code, [...(destinations.get(old_code) ?? []), new_code]);
	return [...destinations].flatMap(([code, into]) => {
		if (into.length > 1) return into.map((into_code) => operation('split', { code, into_code }));
		return into[0] === code ? [] : [operation('merge', { code, into_code: into[0]! })];
	});
}

/** An island district without communes becomes the special zone of the same name, under the province its own became. */
function islandRows(places: Places, named: typeof nameOfPlace): string[][] {
	const filled = new Set(places.communes.map((commune) => commune.district_code));
	const newProvince = new Map(places.provinceMergers.map((merger) => [merger.old_code, merger.new_code]));
	return places.districts
		.filter(({ code }) => !filled.has(code))
		.flatMap((district) => {
			const zone = places.newCommunes.find(
				(commune) => commune.type === 'dac_khu' && bare(commune) === bare(district),
			)!;
			const parent = newProvince.get(district.province_code)!;
			const renaming = { code: district.code, new_code: zone.code, new_name: named(zone), new_kind: zone.type };
			const rows = [operation('rename', renaming)];
			if (parent !== district.province_code)
				rows.push(operation('move', { code: district.code, new_parent_code: parent }));
			return rows;
		});
}

const passesOn = ({ old_code, new_code }: { old_code: string; new_code: string }): boolean => old_code !== new_code;
const alike = (a: Place | undefined, b: Place): boolean => a?.full_name === b.full_name && a.type === b.type;
const bare = (place: Place): string => place.full_name.replace(/^(Huyện|Đặc khu) /, '');

const rename = (code: string, place: Place, named: typeof nameOfPlace): string[] =>
	operation('rename', { code, new_name: named(place), new_kind: place.type });

const operation = (op: string, cells: Record<string, string>): string[] =>
	Object.keys(reorganisationSheet.columns).map((column) => (column === 'op' ? op : (cells[column] ?? '')));

const csvOf = ({ columns }: { columns: object }, rows: string[][]): string =>
	[Object.keys(columns), ...rows].map((cells) => `${csvLine(cells)}\n`).join('');
