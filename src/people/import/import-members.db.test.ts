import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fileFromText, Forbidden, InvalidFile, work, type House } from '#platform';
import { anAccount, aSession } from '../../access/testing.ts';
import { asOperator, refusal, testHouse } from '../../platform/testing.ts';
import { findMemberByNumber, listPostings } from '../people.store.ts';
import { letMemberGo, postMember } from '../post-member.ts';
import { plantTree } from '../testing.ts';
import { importMembers, previewMembers } from './import-members.ts';

const header = 'number,full_name,unit_code,position,rank,email,exempt_reason\n';
const first = `${header}A1,Nguyễn Thị Hoa,north,Cán bộ,Đại úy,,\nA2,Trần Văn Bình,south,Đội trưởng,,,Học tập\n`;

let house: House;
let units: Record<'root' | 'north' | 'south', number>;

beforeAll(async () => {
	house = await testHouse();
	units = await asOperator(house, (call) => plantTree(call, { root: null, north: 'root', south: 'root' }));
});

const take = (text: string, on = '2026-01-01') =>
	asOperator(house, (call) => importMembers(call, fileFromText(text), on));
const postingsOf = (number: string) =>
	asOperator(house, async (call) => {
		const member = await findMemberByNumber(call, number);
		return (await listPostings(call, member!.id)).map(({ unitName, from, until, position }) => [
			unitName,
			position,
			from,
			until,
		]);
	});

describe('a file of members', () => {
	beforeEach(() => take(first));

	test('enters them, and a second time changes nothing', async () => {
		expect(await take(first)).toEqual({ added: 0, moved: 0, changed: 0, same: 2, rows: 2 });
		expect(await postingsOf('A2')).toEqual([['south', 'Đội trưởng', '2026-01-01', null]]);
	});

	test('accepts decomposed text and keeps it composed', async () => {
		expect(await take(first.normalize('NFD'))).toMatchObject({ added: 0, changed: 0, same: 2 });
	});

	test('from a later day posts anew and closes the old; an empty cell says nothing', async () => {
		const later = `${header}A1,Nguyễn Thị Hoa Mai,south,Phó đội trưởng,,,\n`;
		expect(await take(later, '2026-03-01')).toMatchObject({ moved: 1 });
		expect(await take(later, '2026-03-01')).toMatchObject({ moved: 0, same: 1 });
		expect(await postingsOf('A1')).toEqual([
			['south', 'Phó đội trưởng', '2026-03-01', null],
			['north', 'Cán bộ', '2026-01-01', '2026-03-01'],
		]);
		const member = await asOperator(house, (call) => findMemberByNumber(call, 'A1'));
		expect(member).toMatchObject({ fullName: 'Nguyễn Thị Hoa Mai', rank: 'Đại úy' });
		const moves = await asOperator(house, (call) =>
			call.db
				.selectFrom('memberMove')
				.select(['fromUnitId', 'toUnitId', 'onDate'])
				.where('memberId', '=', member!.id)
				.orderBy('id')
				.execute(),
		);
		expect(moves).toEqual([
			{ fromUnitId: null, toUnitId: units.north, onDate: '2026-01-01' },
			{ fromUnitId: units.north, toUnitId: units.south, onDate: '2026-03-01' },
		]);
	});

	test('with anything wrong changes nothing, and says where', async () => {
		const wrong = `${header}B1,Lê Văn Một,north,,,,\nB1,Lê Văn Hai,nowhere,,,,\nB2,Lê\u200BBa,north,,,không phải thư,\n`;
		const refused = await refusal(take(wrong));
		expect(refused).toBeInstanceOf(InvalidFile);
		expect((refused as InvalidFile).problems.map(({ line, column }) => [line, column])).toEqual([
			[3, 'number'],
			[3, 'unit_code'],
			[4, 'full_name'],
			[4, 'email'],
		]);
		expect(await asOperator(house, (call) => findMemberByNumber(call, 'B1'))).toBeUndefined();
	});
});

describe('in the browser', () => {
	test('a focal officer brings in the members of the own subtree, after a look at what would happen', async () => {
		const session = await aSession(
			house,
			await anAccount(house, 'focal', [{ role: 'focalOfficer', unitId: units.north }]),
		);
		const text = `${header}C1,Phạm Thị Lan,north,,,,\n`;
		expect(await work(house, session, (call) => previewMembers(call, fileFromText(text), '2026-01-01'))).toMatchObject({
			added: 1,
		});
		expect(await asOperator(house, (call) => findMemberByNumber(call, 'C1'))).toBeUndefined();
		expect(await work(house, session, (call) => importMembers(call, fileFromText(text), '2026-01-01'))).toMatchObject({
			added: 1,
		});
		expect(await postingsOf('C1')).toHaveLength(1);
	});

	test('nobody brings members into a unit of others, or takes them from there', async () => {
		const session = await aSession(
			house,
			await anAccount(house, 'focal.two', [{ role: 'focalOfficer', unitId: units.north }]),
		);
		const into = `${header}D1,Phạm Thị Lan,south,,,,\n`;
		await expect(
			work(house, session, (call) => importMembers(call, fileFromText(into), '2026-01-01')),
		).rejects.toBeInstanceOf(Forbidden);
		const from = `${header}A2,Trần Văn Bình,north,,,,\n`;
		await expect(work(house, session, (call) => importMembers(call, fileFromText(from), '2026-01-01'))).rejects.toThrow(
			'đơn vị mà bạn không quản lý',
		);
	});

	test('a line about a day that is spent where the keeper sees nothing is refused by its number', async () => {
		await take(`${header}F1,Lê Thị Hà,north,,,,\nF2,Lê Văn Hải,north,,,,\n`);
		const id = (await asOperator(house, (call) => findMemberByNumber(call, 'F1')))!.id;
		await asOperator(house, async (call) => {
			await postMember(call, id, { unitId: units.south, position: '', on: '2026-03-01' });
			await postMember(call, id, { unitId: units.north, position: '', on: '2026-05-01' });
		});
		const focal = await anAccount(house, 'focal.four', [{ role: 'focalOfficer', unitId: units.north }]);
		const session = await aSession(house, focal);
		const text = `${header}F1,Lê Thị Hà,north,,,,\nF2,Lê Văn Hải,north,Đội phó,,,\n`;
		for (const act of [importMembers, previewMembers]) {
			const refused = await refusal(work(house, session, (call) => act(call, fileFromText(text), '2026-04-01')));
			expect(refused).toBeInstanceOf(InvalidFile);
			expect((refused as InvalidFile).problems.map(({ line, column }) => [line, column])).toEqual([[2, 'number']]);
		}
	});

	test('whose leaving was entered ahead is found after it, wherever a file moves them before', async () => {
		await take(`${header}G1,Lê Thị Nga,north,,,,\n`);
		const find = () => asOperator(house, (call) => findMemberByNumber(call, 'G1'));
		const { id } = (await find())!;
		await asOperator(house, (call) => letMemberGo(call, id, '2026-06-01'));
		await take(`${header}G1,Lê Thị Nga,south,,,,\n`, '2026-03-01');
		expect(await find()).toMatchObject({ leftUnitId: units.south });
		await take(`${header}G1,Lê Thị Nga,south,,,,\n`, '2026-07-01');
		expect(await find()).toMatchObject({ leftUnitId: null });
	});

	test('a line about oneself, or somebody who is seen but not kept, is refused by its number', async () => {
		await take(`${header}E1,Lê Thị Cúc,north,,,,\nE2,Lê Văn Đông,south,,,,\n`);
		const me = (await asOperator(house, (call) => findMemberByNumber(call, 'E1')))!.id;
		const posts = [
			{ role: 'focalOfficer', unitId: units.north },
			{ role: 'auditor', unitId: units.root },
		];
		const accountId = await anAccount(house, 'focal.three', posts, { memberId: me });
		const session = await aSession(house, accountId);
		const text = `${header}E1,Lê Thị Cúc,north,,,,Nghỉ phép\nE2,Lê Văn Đông,north,,,,\nE3,Lê Thị Mới,north,,,,\n`;
		for (const act of [importMembers, previewMembers]) {
			const refused = await refusal(work(house, session, (call) => act(call, fileFromText(text), '2026-01-01')));
			expect(refused).toBeInstanceOf(InvalidFile);
			expect((refused as InvalidFile).problems.map(({ line, column }) => [line, column])).toEqual([
				[2, 'exempt_reason'],
				[3, 'number'],
			]);
		}
		const posting = `${header}E1,Lê Thị Cúc,north,Đội phó,,,\n`;
		await expect(
			work(house, session, (call) => importMembers(call, fileFromText(posting), '2025-01-01')),
		).rejects.toMatchObject({ problems: [{ line: 2, column: 'unit_code' }] });
		const fine = `${header}E1,Lê Thị Cúc,north,,Đại úy,,\nE3,Lê Thị Mới,north,,,,Đi học\n`;
		expect(await work(house, session, (call) => importMembers(call, fileFromText(fine), '2026-01-01'))).toMatchObject({
			added: 1,
			changed: 1,
		});
	});
});
