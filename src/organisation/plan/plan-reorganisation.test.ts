import { expect, test } from 'vitest';
import { fileFromText, InvalidFile, readRows } from '#platform';
import { settled, withChanges } from '../tree/changes.ts';
import { emptyHistory, isAlive, lastName, nameOn, parentOn, type History } from '../tree/history.ts';
import { planImport } from './plan-import.ts';
import { planReorganisation } from './plan-reorganisation.ts';
import { reorganisationSheet, unitSheet } from './sheets.ts';

const on = '2025-07-01';

/** Country VN; provinces 01, 02, 03; communes 00001, 00002 under 01, 00003 under 02. */
const before = await (async (): Promise<History> => {
	const csv = `code,name,kind,parent_code
VN,Nước,nuoc,
01,Một,tinh,VN
02,Hai,tinh,VN
03,Ba,tinh,VN
00001,Xã A,xa,01
00002,Xã B,xa,01
00003,Xã C,xa,02
`;
	const { changes } = planImport(emptyHistory, await readRows(fileFromText(csv), unitSheet), '2016-01-01');
	return withChanges(emptyHistory, settled(changes, new Map(changes.born.map(({ id }, at) => [id, at + 1]))));
})();

const header = 'op,code,into_code,new_code,new_name,new_kind,new_parent_code,share\n';
const plan = async (rows: string, day = on, history = before) =>
	planReorganisation(history, await readRows(fileFromText(header + rows), reorganisationSheet), day);

async function done(rows: string, day = on, history = before): Promise<History> {
	const { changes } = await plan(rows, day, history);
	return withChanges(
		history,
		settled(changes, new Map(changes.born.map(({ id }, at) => [id, 100 + history.units.size + at]))),
	);
}

/** `code name < parent`, by code. */
const tree = (history: History, day = on) =>
	[...history.units.values()]
		.filter((unit) => isAlive(unit, day))
		.map((unit) => {
			const parent = parentOn(unit, day) ?? null;
			const { code, name } = nameOn(unit, day)!;
			return `${code} ${name} < ${parent === null ? '' : nameOn(history.units.get(parent)!, day)!.code}`;
		})
		.sort();

const idOf = (history: History, code: string, day: string) =>
	[...history.units.values()].find((unit) => nameOn(unit, day)?.code === code)!.id;

const problems = (rows: string, day = on, history = before): Promise<string[]> =>
	plan(rows, day, history).then(
		() => [],
		(error: unknown) => {
			if (!(error instanceof InvalidFile)) throw error;
			return error.problems.map(({ line, column }) => `${line} ${column}`);
		},
	);

test('a province merges into one that is renamed, and its communes are moved', async () => {
	const after = await done('merge,02,01,,,,,\nmove,00003,,,,,01,\nrename,01,,,Một mới,,,\n');
	expect(tree(after)).toEqual([
		'00001 Xã A < 01',
		'00002 Xã B < 01',
		'00003 Xã C < 01',
		'01 Một mới < VN',
		'03 Ba < VN',
		'VN Nước < ',
	]);
});

test('rows take effect together: children may move to what is created further down', async () => {
	const after = await done('move,00003,,,,,05,\nmerge,02,05,,,,,\ncreate,,,05,Năm,tinh,VN,\n');
	expect(tree(after)).toContain('00003 Xã C < 05');
});

test('a unit that passes into its own code continues as the same unit, whether it is created or merely named', async () => {
	const created = await done('create,,,00001,Xã A lớn,phuong,02,\nmerge,00001,00001,,,,,\nmerge,00002,00001,,,,,\n');
	expect(idOf(created, '00001', on)).toBe(idOf(before, '00001', '2020-01-01'));
	expect(tree(created)).toContain('00001 Xã A lớn < 02');
	const named = await done('merge,00001,00001,,,,,\nmerge,00002,00001,,,,,\n');
	expect(idOf(named, '00001', on)).toBe(idOf(before, '00001', '2020-01-01'));
	expect(named.lineage.map(({ kind }) => kind)).toEqual(['merge']);
});

test('a code made by the file wins for into and parent, while code still means its bearer of the day before', async () => {
	// 00001 passes on to a new unit that takes its code; the old one goes to 00003 and is not the same unit.
	const after = await done('create,,,00001,Xã mới,xa,02,\nmerge,00001,00003,,,,,\nmerge,00002,00001,,,,,\n');
	expect(idOf(after, '00001', on)).not.toBe(idOf(before, '00001', '2020-01-01'));
	const merged = after.lineage.find(({ src }) => src === idOf(before, '00002', '2020-01-01'))!;
	expect(merged.dst).toBe(idOf(after, '00001', on));
});

test('two units may change their codes in one file', async () => {
	const after = await done('rename,00001,,00002,Xã A,,,\nrename,00002,,00001,Xã B,,,\n');
	expect(tree(after)).toEqual(expect.arrayContaining(['00001 Xã B < 01', '00002 Xã A < 01']));
});

test('two units may change places', async () => {
	const after = await done('move,00001,,,,,VN,\nmove,01,,,,,00001,\n');
	expect(tree(after)).toEqual(expect.arrayContaining(['00001 Xã A < VN', '01 Một < 00001', '00002 Xã B < 01']));
});

test('a commune is split among others and itself, and keeps its share of the past', async () => {
	const { changes } = await plan('split,00001,00001,,,,,0.4\nsplit,00001,00002,,,,,0.6\n');
	expect(changes.ended).toEqual([]);
	expect(changes.lineage.map(({ share, principal }) => [share, principal])).toEqual([
		['0.4', true],
		['0.6', false],
	]);
});

test('of those that receive a split unit the largest share is its principal heir, the lowest code among equals', async () => {
	const equal = await plan('split,00001,00003,,,,,\nsplit,00001,00002,,,,,\n');
	expect(equal.changes.lineage.find(({ principal }) => principal)!.dst).toBe(idOf(before, '00002', '2020-01-01'));
	const larger = await plan('split,00001,00003,,,,,0.51\nsplit,00001,00002,,,,,0.49\n');
	expect(larger.changes.lineage.find(({ principal }) => principal)!.dst).toBe(idOf(before, '00003', '2020-01-01'));
});

test('an abolished unit without children ends; a whole branch may end at once', async () => {
	const after = await done('abolish,02,,,,,,\nabolish,00003,,,,,,\n');
	expect(tree(after)).toHaveLength(5);
});

test('a rename may move as well, and a unit may be target of one row and moved by another', async () => {
	const after = await done('rename,00001,,00009,Xã A,thi_tran,02,\nmerge,00003,00001,,,,,\n');
	expect(tree(after)).toContain('00009 Xã A < 02');
	expect(lastName(after.units.get(idOf(before, '00001', '2020-01-01'))!).kind).toBe('thi_tran');
});

test('a unit from a document of the same day can be a place to go to', async () => {
	const first = await done('create,,,05,Năm,tinh,VN,\n');
	expect(tree(await done('move,00003,,,,,05,\n', on, first))).toContain('00003 Xã C < 05');
});

test('same-named siblings are told, not refused', async () => {
	const { warnings } = await plan('rename,00001,,,XÃ B,,,\n');
	expect(warnings.map(({ line }) => line)).toEqual([2]);
});

test.each([
	['one that ends has children left', 'abolish,01,,,,,,\n', ['2 code']],
	['a child is moved to one that ends', 'merge,02,01,,,,,\nmove,00003,,,,,02,\n', ['3 new_parent_code']],
	['a merge into one that ends', 'merge,00001,00002,,,,,\nmerge,00002,00003,,,,,\n', ['2 into_code']],
	['a circle', 'move,01,,,,,00003,\nmove,02,,,,,00001,\n', ['2 new_parent_code']],
	['under itself', 'move,01,,,,,01,\n', ['2 new_parent_code']],
	['the root under its child', 'move,VN,,,,,01,\n', ['2 new_parent_code']],
	['the root ends', 'merge,VN,01,,,,,\n', ['2 code']],
	['two parents', 'move,00001,,,,,02,\nmove,00001,,,,,03,\n', ['3 new_parent_code']],
	['named twice', 'rename,00001,,,X,,,\nrename,00001,,,Y,,,\n', ['3 code']],
	['two ends', 'merge,00001,00002,,,,,\nabolish,00001,,,,,,\n', ['3 op']],
	['merged twice', 'merge,00001,00002,,,,,\nmerge,00001,00003,,,,,\n', ['3 op']],
	['moved and ended', 'merge,00001,00002,,,,,\nmove,00001,,,,,02,\n', ['3 code']],
	['a code that is borne', 'create,,,00003,Xã X,xa,01,\n', ['2 new_code']],
	['a code made twice', 'create,,,00009,X,xa,01,\ncreate,,,00009,Y,xa,01,\n', ['3 new_code']],
	['shares that make no whole', 'split,00001,00002,,,,,0.5\nsplit,00001,00003,,,,,0.4\n', ['2 share']],
	['some shares only', 'split,00001,00002,,,,,0.5\nsplit,00001,00003,,,,,\n', ['3 share']],
	['a share above one', 'split,00001,00002,,,,,1.5\nsplit,00001,00003,,,,,\n', ['2 share']],
	['a part given twice', 'split,00001,00002,,,,,\nsplit,00001,00002,,,,,\n', ['3 into_code']],
	['an unknown code', 'move,99999,,,,,01,\n', ['2 code']],
	['an unknown parent', 'move,00001,,,,,77,\n', ['2 new_parent_code']],
	['a code that lost its zeros', 'move,1,,,,,02,\n', ['2 code']],
	['a new code that lost its zeros', 'create,,,9,Xã X,xa,01,\n', ['2 new_code']],
	['a cell missing', 'create,,,00009,,xa,01,\nmerge,00001,,,,,,\n', ['2 new_name', '3 into_code']],
	['a cell without meaning', 'abolish,00001,00002,,,,,\n', ['2 into_code']],
	['an unknown op', 'delete,00001,,,,,,\n', ['2 op']],
])('refused: %s', async (_, rows, expected) => {
	expect(await problems(rows)).toEqual(expected);
});

test('refused: a day on which the tree was not there yet, and units that have ended', async () => {
	expect(await problems('move,00001,,,,,02,\n', '2016-01-01')).toEqual(['2 code']);
	const after = await done('merge,00001,00002,,,,,\n');
	expect(await problems('move,00001,,,,,02,\n', '2025-08-01', after)).toEqual(['2 code']);
});

test('refused: changing a unit before a split of it that is decided already, though it lives on', async () => {
	const split = await done('split,00001,00001,,,,,0.4\nsplit,00001,00002,,,,,0.6\n', '2025-09-01');
	expect(await problems('abolish,00001,,,,,,\n', '2025-07-01', split)).toEqual(['2 code']);
	expect(await problems('abolish,00001,,,,,,\n', '2025-09-01', split)).toEqual(['2 code']);
	expect(await problems('abolish,00001,,,,,,\n', '2025-09-02', split)).toEqual([]);
});

test('refused: changing a unit before a change that is decided already', async () => {
	const after = await done('move,00001,,,,,02,\n');
	expect(await problems('move,00001,,,,,03,\n', '2020-01-01', after)).toEqual(['2 code']);
	expect(await problems('merge,02,01,,,,,\nmove,00003,,,,,01,\n', '2020-01-01', after)).toEqual(['2 code']);
});
