import { expect, test } from 'vitest';
import { fileFromText, InvalidFile, readRows } from '#platform';
import { isNothing, settled, withChanges } from '../tree/changes.ts';
import { emptyHistory, type History } from '../tree/history.ts';
import { planImport } from './plan-import.ts';
import { planReorganisation } from './plan-reorganisation.ts';
import { reorganisationSheet, unitSheet } from './sheets.ts';

const on = '2016-01-01';
const header = 'code,name,kind,parent_code\n';
const rows = (csv: string) => readRows(fileFromText(csv.startsWith('code') ? csv : header + csv), unitSheet);

async function imported(csv: string, day = on, history = emptyHistory): Promise<History> {
	const { changes } = planImport(history, await rows(csv), day);
	return withChanges(
		history,
		settled(changes, new Map(changes.born.map(({ id }, at) => [id, history.units.size + at + 1]))),
	);
}

const nation = '00001,Xã A,xa,01\n01,Một,tinh,VN\nVN,Nước,nuoc,\n';

const problems = async (csv: string, day = on, history = emptyHistory): Promise<string[]> => {
	try {
		planImport(history, await rows(csv), day);
		return [];
	} catch (error) {
		if (!(error instanceof InvalidFile)) throw error;
		return error.problems.map(({ line, column }) => `${line} ${column}`);
	}
};

test('rows stand in any order, and the same file again changes nothing', async () => {
	const history = await imported(nation);
	expect(history.units.size).toBe(3);
	const again = planImport(history, await rows(nation), on);
	expect(isNothing(again.changes)).toBe(true);
	expect(again.unchanged).toBe(3);
});

test('the same file again changes nothing also after a re-organisation', async () => {
	const history = await imported(nation);
	const text = 'op,code,new_name\nrename,01,Một mới\n';
	const { changes } = planReorganisation(
		history,
		await readRows(fileFromText(text), reorganisationSheet),
		'2025-07-01',
	);
	expect(isNothing(planImport(withChanges(history, changes), await rows(nation), on).changes)).toBe(true);
});

test('more units come under those that are there', async () => {
	const history = await imported('02,Hai,tinh,VN\n', '2018-01-01', await imported(nation));
	expect([...history.units.values()].at(-1)!.born).toBe('2018-01-01');
});

test('a short name and the publishable flag may be given', async () => {
	const history = await imported('code,name,kind,parent_code,short,publishable\nVN,Nước,nuoc,,Nước,có\n');
	expect([...history.units.values()][0]).toMatchObject({ publishable: true, names: [{ short: 'Nước' }] });
});

test.each([
	['an unknown parent', '00001,Xã A,xa,77\n', ['2 parent_code']],
	['two parents', `${nation}00001,Xã A,xa,VN\n`, ['5 parent_code']],
	['a code twice', `${nation}00001,Xã B,xa,01\n`, ['5 code']],
	['a circle', 'VN,Nước,nuoc,\nA,A,x,B\nB,B,x,C\nC,C,x,A\n', ['3 parent_code']],
	['under itself', 'VN,Nước,nuoc,\nA,A,x,A\n', ['3 parent_code']],
	['no unit at the top', 'A,A,x,B\nB,B,x,A\n', ['2 parent_code']],
	['two units at the top', 'A,A,x,\nB,B,x,\n', ['3 parent_code']],
	['a code that lost its zeros', 'VN,Nước,nuoc,\n1,Một,tinh,VN\n00001,Xã A,xa,01\n01,Hai,tinh,VN\n', ['3 code']],
	['a parent code that lost its zeros', 'VN,Nước,nuoc,\n01,Một,tinh,VN\n00001,Xã A,xa,1\n', ['4 parent_code']],
	['a code with a space', 'VN,Nước,nuoc,\n0 1,Một,tinh,VN\n', ['3 code']],
	['a letter of another alphabet', 'VN,Nước,nuoc,\nPА1,Một,tinh,VN\n', ['3 code']],
])('refused: %s', async (_, csv, expected) => {
	const found = await problems(csv).catch((error: unknown) =>
		(error as InvalidFile).problems.map(({ line, column }) => `${line} ${column}`),
	);
	expect(found.slice(0, 1)).toEqual(expected);
});

test('a number alone in its kind has lost its zeros when the others of the kind are longer and begin with one', async () => {
	const kin = ['00001', '00004', '00006', '00008', '10000'].map((code) => `${code},Xã ${code},xa,01\n`).join('');
	expect(await problems(`VN,Nước,nuoc,\n01,Một,tinh,VN\n${kin}7,Xã 7,xa,01\n`)).toEqual(['9 code']);
	expect(await problems('1,Gốc,x,\n2,Hai,x,1\n10,Mười,x,1\n100,Trăm,x,10\n')).toEqual([]);
	expect(
		await problems('VN,Nước,nuoc,\n01,Một,tinh,VN\n22,Hai,tinh,VN\n022,Huyện,huyen,22\n00022,Xã,xa,022\n'),
	).toEqual([]);
});

test('refused: units that are there with another name, kind or parent', async () => {
	const history = await imported(nation);
	expect(await problems('01,Khác,tinh,VN\n00001,Xã A,phuong,VN\n', on, history)).toEqual([
		'2 name',
		'3 kind',
		'3 parent_code',
	]);
});

test('refused: a day outside the life of the parent, and a second unit at the top', async () => {
	const history = await imported(nation);
	expect(await problems('02,Hai,tinh,VN\n', '2015-12-31', history)).toEqual(['2 parent_code']);
	expect(await problems('XX,Hai,nuoc,\n', on, history)).toEqual(['2 parent_code']);
	const text = 'op,code,into_code\nmerge,00001,01\n';
	const { changes } = planReorganisation(
		history,
		await readRows(fileFromText(text), reorganisationSheet),
		'2025-07-01',
	);
	const ended = withChanges(history, changes);
	expect(await problems('000011,Thôn,thon,00001\n', '2020-01-01', ended)).toEqual(['2 parent_code']);
	expect(await problems('000011,Thôn,thon,00001\n', '2025-07-01', ended)).toEqual(['2 parent_code']);
	expect(await problems('00002,Xã B,xa,01\n', '2015-01-01', history)).toEqual(['2 parent_code']);
});
