import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	choiceCell,
	csvLine,
	dateCell,
	defineSheet,
	fileFromBytes,
	fileFromText,
	InvalidFile,
	nameCell,
	optionalCell,
	readRows,
	sheetTemplate,
	textCell,
	type CsvFile,
} from './index.ts';

const people = defineSheet(
	{ code: textCell(10), name: nameCell(20) },
	{ born: optionalCell(dateCell), side: optionalCell(choiceCell('left', 'right')) },
	[['01', 'Hà, Nội', '', '']],
);

const read = (text: string) => readRows(fileFromText(text), people);
const problemsOf = (file: CsvFile): Promise<[number, string | undefined][]> =>
	readRows(file, people).then(
		() => [],
		(error) => {
			if (!(error instanceof InvalidFile)) throw error;
			return error.problems.map(({ line, column }) => [line, column]);
		},
	);
const wrong = (text: string) => problemsOf(fileFromText(text));

test('rows come with the line they begin on, whatever the line ends and the mark', async () => {
	const rows = await read('\uFEFFname,code\r\nHà Nội,01\r\n\r\n"Hải ""Phòng""",31\rHuế,46');
	expect(rows.map(({ line, code, name }) => [line, code, name])).toEqual([
		[2, '01', 'Hà Nội'],
		[4, '31', 'Hải "Phòng"'],
		[5, '46', 'Huế'],
	]);
});

test('a header in other order, optional columns left out', async () => {
	expect(await read('name,code\nHà Nội,01\n')).toEqual([
		{ line: 2, code: '01', name: 'Hà Nội', born: null, side: null },
	]);
});

test('decomposed text is taken and kept composed', async () => {
	const [row] = await read(`code,name\n01,${'Thừa Thiên Huế'.normalize('NFD')}\n`);
	expect(row!.name).toBe('Thừa Thiên Huế');
});

test('what is wrong is told by line and column, all of it', async () => {
	expect(
		await wrong(
			'code,name,born\n,Hà Nội,\n02,Hà\u200B Giang,2025-02-29\n03\n04,Cao \u202EBằng,1/2/2025\n05,Công аn,\n',
		),
	).toEqual([
		[2, 'code'],
		[3, 'name'],
		[3, 'born'],
		[4, undefined],
		[5, 'name'],
		[6, 'name'],
	]);
});

test('lines are counted through quoted line breaks', async () => {
	expect(await wrong('code,name\n"0\r\n1",x\n02,y\n03,\n')).toEqual([
		[2, 'code'],
		[5, 'name'],
	]);
});

test.each([
	['two columns of one name', 'code,name,name\n1,2,3\n', 1],
	['an unknown column', 'code,name,weight\n1,2,3\n', 1],
	['a missing column', 'code\n1\n', 1],
	['semicolons', 'code;name\n1;2\n', 1],
	['half a file: a quote not closed', 'code,name\n01,"Hà Nội\n02,Hà Giang\n', 2],
	['half a file: a short last row', 'code,name\n01,Hà Nội\n02', 3],
	['a quote inside', 'code,name\n01,Hà "Nội"\n', 2],
	['text after a quote', 'code,name\n01,"Hà" Nội\n', 2],
	['a NUL', 'code,name\n01,a\n02,b\0\n', 3],
	['a header only', 'code,name\n', 0],
	['nothing', '', 0],
])('%s is refused with its line', async (_, text, line) => {
	expect((await wrong(text)).map(([line]) => line)).toEqual([line]);
});

test('bytes that are not UTF-8 are refused at their line, also across pieces', async () => {
	const start = Buffer.from('code,name\n01,Hà N', 'utf8');
	const end = Buffer.concat([Buffer.from('ội\n02,'), Buffer.from([0xc8, 0x41]), Buffer.from('\n')]);
	const pieces = async function* () {
		const all = Buffer.concat([start, end]);
		for (let at = 0; at < all.length; at += 3) yield all.subarray(at, at + 3);
	};
	expect(await problemsOf({ name: 'x.csv', bytes: pieces() })).toEqual([[3, undefined]]);
	expect(await problemsOf(fileFromBytes(Buffer.concat([start, end]), 'x.csv'))).toEqual([[3, undefined]]);
});

test('another kind of file is known by its first bytes', async () => {
	expect(await problemsOf(fileFromBytes(Buffer.from('PK\x03\x04 and so on'), 'units.csv'))).toEqual([[0, undefined]]);
	expect(await problemsOf(fileFromBytes(Buffer.from('code,name\n', 'utf16le').subarray(0), 'units.csv'))).toEqual([
		[1, undefined],
	]);
});

test('fifty problems are told, the rest counted', async () => {
	const error = await read(`code,name\n${'01,\n'.repeat(70)}`).catch((error: unknown) => error);
	expect(error).toBeInstanceOf(InvalidFile);
	expect((error as InvalidFile).problems).toHaveLength(50);
	expect((error as InvalidFile).total).toBe(70);
	expect((error as InvalidFile).message.split('\n')).toHaveLength(51);
});

test('the template can be read back', async () => {
	expect(await read(sheetTemplate(people))).toEqual([{ line: 2, code: '01', name: 'Hà, Nội', born: null, side: null }]);
});

test('whatever is written is read back, however it is cut into pieces', () =>
	fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(cellText, cellText), { minLength: 1, maxLength: 8 }),
			fc.integer({ min: 1, max: 7 }),
			fc.constantFrom('\n', '\r\n', '\r'),
			async (rows, size, lineEnd) => {
				const raw = defineSheet({ a: (text: string) => text, b: (text: string) => text }, {});
				const bytes = Buffer.from([['a', 'b'], ...rows].map((cells) => csvLine(cells) + lineEnd).join(''));
				const pieces = async function* () {
					for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
				};
				const got = await readRows({ name: 'x.csv', bytes: pieces() }, raw);
				expect(got.map(({ a, b }) => [a, b])).toEqual(
					rows.map((row) => row.map((cell) => cell.normalize('NFC').trim())),
				);
			},
		),
		{ numRuns: 300 },
	));

const cellText = fc.string({ unit: fc.constantFrom('a', 'ệ', '"', ',', '\n', '\r', ' ', '𝕏', '0'), maxLength: 6 });
