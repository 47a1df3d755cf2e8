import { join } from 'node:path';
import { defineSheet, fileFromPath, readRows, type Cell } from '#platform';

const text: Cell<string> = (cell) => cell;

const place = { code: text, full_name: text, type: text };
const more = { name: text, name_ascii: text, type_from_2026_04_30: text };
const provinces = defineSheet(place, more);
const districts = defineSheet({ ...place, province_code: text }, more);
const communes = defineSheet({ ...place, district_code: text }, more);
const newCommunes = defineSheet({ ...place, province_code: text }, more);
const mergers = defineSheet({ old_code: text, new_code: text }, { old_name: text, new_name: text, kind: text });

export type Place = { code: string; full_name: string; type: string };

/** The real places, before and after 1 July 2025, from `database/seed`. */
export type Places = {
	provinces: Place[];
	districts: (Place & { province_code: string })[];
	communes: (Place & { district_code: string })[];
	newProvinces: Place[];
	newCommunes: (Place & { province_code: string })[];
	provinceMergers: { old_code: string; new_code: string }[];
	communeMergers: { old_code: string; new_code: string }[];
};

export async function readPlaces(directory = 'database/seed'): Promise<Places> {
	const file = (name: string) => fileFromPath(join(directory, `${name}.csv`));
	return {
		provinces: await readRows(await file('provinces-2024'), provinces),
		districts: await readRows(await file('districts-2024'), districts),
		communes: await readRows(await file('communes-2024'), communes),
		newProvinces: await readRows(await file('provinces-2025'), provinces),
		newCommunes: await readRows(await file('communes-2025'), newCommunes),
		provinceMergers: await readRows(await file('province-mergers-2025'), mergers),
		communeMergers: await readRows(await file('commune-mergers-2025'), mergers),
	};
}
