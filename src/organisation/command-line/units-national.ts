import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readArguments, type Command } from '#platform';
import { m } from '#words';
import { abolitionOfDistricts, mergerOfProvinces, unitsOf2016 } from '../national/documents.ts';
import { readPlaces } from '../national/places.ts';

/** Writes the three files of the national tree, ready for `units import` and `reorganise`. */
export const unitsNationalCommand: Command = {
	name: 'units national',
	usage: 'FOLDER',
	summary: () => m.organisation_command_national(),
	example: 'bin/vidan units national /tmp/national',
	async run(io, args) {
		const [folder] = readArguments(args, {}, 1).positionals as [string];
		const places = await readPlaces();
		await mkdir(folder, { recursive: true });
		for (const [name, { csv, on, decision }] of [
			['units', unitsOf2016(places)],
			['reorganisation', abolitionOfDistricts(places)],
			['reorganisation', mergerOfProvinces(places)],
		] as const) {
			const path = join(folder, `${name}-${on}.csv`);
			await writeFile(path, csv);
			const command = decision
				? `reorganise check ${path} --on ${on} --decision "${decision}"`
				: `units import ${path} --on ${on}`;
			io.out(`bin/vidan ${command}`);
		}
		return 0;
	},
};
