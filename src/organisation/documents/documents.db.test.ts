import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { Conflict, fileFromText, Forbidden, InvalidFile, work, type Call, type House } from '#platform';
import { asOperator, testHouse } from '../../platform/testing.ts';
import {
	applyFile,
	checkFile,
	checkReorganisation,
	draftDocument,
	findBearer,
	importUnits,
	lineOf,
	listHeirs,
	listUnits,
	livingUnit,
	noDependents,
	orderApplying,
	organisationTasks,
	readDocumentFile,
	reorganisationSheet,
	revertDocument,
	searchUnits,
	standingChanged,
	unitSheet,
	type StandingChange,
} from '../index.ts';
import { findDocument, findSameDocument } from './document.store.ts';

const told: StandingChange[] = [];
let house: House;

beforeEach(async () => {
	told.length = 0;
	house = await testHouse({
		listeners: new Map([[standingChanged, [async (_, { payload }) => void told.push(payload as StandingChange)]]]),
		clock: () => new Date('2025-08-01T00:00:00Z'),
	});
	const units =
		'code,name,kind,parent_code\nVN,Nước,nuoc,\n01,Hà Nội,tinh,VN\n02,Hà Giang,tinh,VN\n00001,Đường Lâm,xa,01\n00002,Xã B,xa,02\n';
	const file = await readDocumentFile(fileFromText(units), unitSheet);
	await asOperator(house, (call) => importUnits(call, '2016-01-01', file));
});

const about = { on: '2025-07-01', decisionNo: '202/2025' };
const text =
	'op,code,into_code,new_code,new_name,new_kind,new_parent_code,share\nmerge,02,01,,,,,\nmove,00002,,,,,01,\nrename,00001,,,Đường Lâm mới,,,\n';
const read = (csv = text) => readDocumentFile(fileFromText(csv), reorganisationSheet);
const operator = <T>(act: (call: Call) => Promise<T>) => asOperator(house, act);
const codes = (on: string) =>
	operator(async (call) => (await listUnits(call, on)).map((unit) => `${unit.code}<${unit.parentCode ?? ''}`));

async function applied(csv = text, when = about): Promise<string> {
	const file = await read(csv);
	await operator((call) => checkFile(call, when, file));
	await operator((call) => applyFile(call, { ...when, fileSha256: file.sha256 }));
	return operator(
		async (call) =>
			(await findSameDocument(call, { tree: 'main', kind: 'reorganisation', ...when, fileSha256: file.sha256 }))!.id,
	);
}

/** Somebody who holds a role at the unit of the code. */
async function person(name: string, role: string, code: string): Promise<string> {
	return operator(async (call) => {
		const unit = (await findBearer(call, code, '2025-08-01'))!;
		const { rows } = await sql<{
			id: string;
		}>`insert into account (user_name, display_name) values (${name}, ${name}) returning id`.execute(call.db);
		await sql`insert into post (account_id, role, unit_id, valid) values (${rows[0]!.id}, ${role}, ${unit.id}, '[2016-01-01,)')`.execute(
			call.db,
		);
		return rows[0]!.id;
	});
}

test('a file is applied after its check, once, and the tree is right on both sides of the day', async () => {
	const file = await read();
	const apply = () => operator((call) => applyFile(call, { ...about, fileSha256: file.sha256 }));
	await expect(apply()).rejects.toThrow(Conflict);
	await operator((call) => checkFile(call, about, file));
	expect(await apply()).toBeDefined();
	expect(await apply()).toBeUndefined();
	expect(await operator((call) => checkFile(call, about, file))).toBeUndefined();

	expect(await codes('2025-06-30')).toEqual(['00001<01', '00002<02', '01<VN', '02<VN', 'VN<']);
	expect(await codes('2025-07-01')).toEqual(['00001<01', '00002<01', '01<VN', 'VN<']);
	await operator(async (call) => {
		const gone = (await findBearer(call, '02', '2025-06-30'))!;
		const heir = (await findBearer(call, '01', '2025-07-01'))!;
		expect(await livingUnit(call, gone.id)).toBe(heir.id);
		expect((await listHeirs(call, gone.id)).map(({ code, share, principal }) => [code, share, principal])).toEqual([
			['01', 1, true],
		]);
		expect(await lineOf(call, gone.id)).toHaveLength(2);
	});
});

test('a unit goes by the name that it has or had last, and the public is told none that it may not see', async () => {
	const ids = await operator(async (call) =>
		Promise.all(['00001', '02'].map(async (code) => (await findBearer(call, code, '2025-06-30'))!.id)),
	);
	await applied();
	const called = async (call: Call) => {
		const { rows } = await sql<{ name: string; code: string }>`select n.name, n.code
			from unnest(${ids}::int[]) with ordinality u (id, place) cross join lateral app.last_called(u.id) n order by u.place`.execute(
			call.db,
		);
		return rows;
	};
	expect(await operator(called)).toEqual([
		{ name: 'Đường Lâm mới', code: '00001' },
		{ name: 'Hà Giang', code: '02' },
	]);
	expect(await work(house, { kind: 'public' }, called)).toEqual([]);
});

test('who listens is told what stands elsewhere now, and what no longer stands where it stood', async () => {
	await applied();
	const [, change] = told;
	// 02 under itself ends; 00002 leaves 02; both come under 01. The rename moves nobody.
	expect(change!.removed).toHaveLength(2);
	expect(change!.added.map(({ from, until }) => `${from} ${until}`).sort()).toEqual([
		'2016-01-01 2025-07-01',
		'2016-01-01 2025-07-01',
		'2025-07-01 null',
		'2025-07-01 null',
	]);
});

test('what was checked for another day, decision or file is not applied', async () => {
	const file = await read();
	await operator((call) => checkFile(call, about, file));
	const { sha256: fileSha256 } = file;
	await expect(operator((call) => applyFile(call, { ...about, on: '2025-07-02', fileSha256 }))).rejects.toThrow(
		Conflict,
	);
	await expect(operator((call) => applyFile(call, { ...about, decisionNo: '1', fileSha256 }))).rejects.toThrow(
		Conflict,
	);
	const other = await read(`${text}\n`);
	await expect(operator((call) => applyFile(call, { ...about, fileSha256: other.sha256 }))).rejects.toThrow(Conflict);
});

test('a check that says no leaves nothing behind', async () => {
	const file = await read('op,code\nabolish,01\n');
	await expect(operator((call) => checkFile(call, about, file))).rejects.toThrow(InvalidFile);
	await expect(operator((call) => applyFile(call, { ...about, fileSha256: file.sha256 }))).rejects.toThrow(Conflict);
});

test('taking back leaves the tree as it was, and the same file can be checked and applied again', async () => {
	const before = await codes('2025-07-01');
	const id = await applied();
	await operator((call) => revertDocument(call, id, []));
	expect(await codes('2025-07-01')).toEqual(before);
	expect(told.at(-1)!.added).toHaveLength(2);
	await applied();
	expect(await codes('2025-07-01')).toHaveLength(4);
});

test('what something depends on is not taken back', async () => {
	const made = 'op,new_code,new_name,new_kind,new_parent_code\ncreate,03,Ba,tinh,VN\n';
	const id = await applied(made);
	const kept = async (_: Call, units: readonly number[]) => [{ label: 'posts', count: units.length }];
	await expect(operator((call) => revertDocument(call, id, [kept]))).rejects.toThrow(/posts: 1/);
	await person('resident', 'unitHead', '03');
	await expect(operator((call) => revertDocument(call, id, []))).rejects.toThrow(/post: 1/);
	await applied('op,code,new_parent_code\nmove,00001,03\n', { on: '2025-07-02', decisionNo: '2' });
	await expect(operator((call) => revertDocument(call, id, []))).rejects.toThrow(Conflict);
});

test('what is applied ahead takes effect at its midnight', async () => {
	await applied(text, { on: '2025-09-01', decisionNo: '9' });
	expect(await codes('2025-08-31')).toHaveLength(5);
	expect(await codes('2025-09-01')).toHaveLength(4);
	await operator(async (call) => {
		const ending = (await findBearer(call, '02', '2025-08-31'))!;
		expect(await livingUnit(call, ending.id)).toBe(ending.id);
		expect(await livingUnit(call, ending.id, '2025-09-01')).not.toBe(ending.id);
	});
});

test('a re-organisation is drafted by one, checked by another, and applied by the worker', async () => {
	const writer = await person('writer', 'administrator', 'VN');
	const head = await person('head', 'unitHead', 'VN');
	const stranger = await person('stranger', 'administrator', '01');
	const as = <T>(accountId: string, act: (call: Call) => Promise<T>) => asOperator(house, act, { accountId });
	const file = await read();
	await expect(as(stranger, (call) => draftDocument(call, { kind: 'reorganisation', ...about }, file))).rejects.toThrow(
		Forbidden,
	);
	const id = await as(writer, (call) => draftDocument(call, { kind: 'reorganisation', ...about }, file));
	await expect(as(writer, (call) => checkReorganisation(call, id))).rejects.toThrow(Forbidden);
	await expect(as(stranger, (call) => checkReorganisation(call, id))).rejects.toThrow(Forbidden);
	await expect(as(writer, (call) => orderApplying(call, id))).rejects.toThrow(Conflict);
	await as(head, (call) => checkReorganisation(call, id));
	await expect(as(head, (call) => orderApplying(call, id))).rejects.toThrow(Forbidden);
	await as(writer, (call) => orderApplying(call, id));

	const tasks = organisationTasks(noDependents);
	await tasks.applyDocument(house, { documentId: id });
	await tasks.applyDocument(house, { documentId: id });
	expect((await operator((call) => findDocument(call, id)))!.status).toBe('applied');
	expect(await codes('2025-07-01')).toHaveLength(4);
});

test('a document that can no longer be applied goes back to draft and says why', async () => {
	const writer = await person('writer', 'administrator', 'VN');
	const head = await person('head', 'unitHead', 'VN');
	const file = await read();
	const id = await asOperator(house, (call) => draftDocument(call, { kind: 'reorganisation', ...about }, file), {
		accountId: writer,
	});
	await asOperator(house, (call) => checkReorganisation(call, id), { accountId: head });
	await applied('op,code,new_parent_code\nmove,00002,01\n', { on: '2025-07-01', decisionNo: '1' });
	await asOperator(house, (call) => orderApplying(call, id), { accountId: writer });
	await organisationTasks(noDependents).applyDocument(house, { documentId: id });
	const document = (await operator((call) => findDocument(call, id)))!;
	expect(document.status).toBe('draft');
	expect(document.refusal).toContain('00002');
});

test('an import done again changes nothing, and units are found with or without marks', async () => {
	const units = await readDocumentFile(
		fileFromText('code,name,kind,parent_code\n00009,Xã Đồng Văn,xa,02\n'),
		unitSheet,
	);
	expect(await operator((call) => importUnits(call, '2020-01-01', units))).toMatchObject({ born: 1, unchanged: 0 });
	expect(await operator((call) => importUnits(call, '2020-01-01', units))).toMatchObject({ born: 0, unchanged: 1 });
	const found = async (text: string) =>
		operator(async (call) => (await searchUnits(call, '2025-01-01', text)).map(({ code }) => code));
	expect(await found('dong van')).toEqual(['00009']);
	expect(await found('ĐƯỜNG')).toEqual(['00001']);
	expect(await found('00002')).toEqual(['00002']);
	expect(await found('100%')).toEqual([]);
});
