import { expect, test } from 'vitest';
import { fileFromText, type CsvFile } from '#platform';
import { asOperator, testHouse } from '../../platform/testing.ts';
import {
	abolitionOfDistricts,
	applyFile,
	body,
	checkFile,
	importUnits,
	lineOf,
	listUnits,
	mergerOfProvinces,
	readDocumentFile,
	readPlaces,
	reorganisationSheet,
	searchUnits,
	unitSheet,
	unitsOf2016,
	type NationalDocument,
} from '../index.ts';

test('the nation is imported and re-organised twice, and stands as the files say', { timeout: 120_000 }, async () => {
	const house = await testHouse();
	const places = await readPlaces();
	const file = ({ csv }: NationalDocument): CsvFile => fileFromText(csv);

	const units = unitsOf2016(places);
	const read = await readDocumentFile(file(units), unitSheet);
	const imported = await asOperator(house, (call) => importUnits(call, units.on, read));
	expect(imported.born).toBe(1 + 63 + 696 + 10_035);

	for (const document of [abolitionOfDistricts(places), mergerOfProvinces(places)]) {
		const about = { on: document.on, decisionNo: document.decision };
		const read = await readDocumentFile(file(document), reorganisationSheet);
		await asOperator(house, (call) => checkFile(call, about, read));
		await asOperator(house, (call) => applyFile(call, { ...about, fileSha256: read.sha256 }));
	}

	const under = (on: string) =>
		asOperator(house, async (call) => new Map((await listUnits(call, on)).map((unit) => [unit.code, unit.parentCode])));
	expect((await under('2025-02-28')).size).toBe(1 + 63 + 696 + 10_035);
	expect((await under('2025-03-01')).size).toBe(1 + 63 + 5 + 10_035);
	const today = await under('2025-07-01');
	expect(today).toEqual(
		new Map([
			[body.code, null],
			...places.newProvinces.map((it): [string, string] => [it.code, body.code]),
			...places.newCommunes.map((it): [string, string] => [it.code, it.province_code]),
		]),
	);

	await asOperator(house, async (call) => {
		const [found] = await searchUnits(call, '2025-07-01', 'vinh yen');
		expect(found!.name).toBe('Phường Vĩnh Yên');
		expect(await lineOf(call, found!.id, '2025-07-01')).toHaveLength(3);
	});
});
