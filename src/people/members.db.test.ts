import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { Forbidden, Invalid, NotFound, work, type Call, type House } from '#platform';
import { anAccount, aSession } from '../access/testing.ts';
import { asOperator, testHouse } from '../platform/testing.ts';
import { correctMember, enterMember } from './enter-member.ts';
import { endExemption, exemptMember } from './exempt-member.ts';
import {
	findMember,
	listExemptions,
	listPostings,
	listServing,
	saveMove,
	savePosting,
	searchMembers,
} from './people.store.ts';
import { letMemberGo, postMember } from './post-member.ts';
import { plantTree } from './testing.ts';

let house: House;
let units: Record<'root' | 'north' | 'south', number>;

beforeAll(async () => {
	house = await testHouse();
	units = await asOperator(house, (call) => plantTree(call, { root: null, north: 'root', south: 'root' }));
});

let counter = 0;
const enter = (unitId: number, fullName = 'Nguyễn Văn Đức') =>
	asOperator(house, (call) =>
		enterMember(call, {
			number: `N${counter++}`,
			fullName,
			rank: null,
			email: null,
			unitId,
			position: '',
			on: '2020-01-01',
		}),
	);
const officer = async (unitId: number, role = 'focalOfficer') =>
	aSession(house, await anAccount(house, `officer${counter++}`, [{ role, unitId }]));

describe('a member', () => {
	test('serves in one unit at a time, and is moved by whoever keeps both', async () => {
		const id = await enter(units.north);
		const above = await officer(units.root);
		await work(house, above, (call) =>
			postMember(call, id, { unitId: units.south, position: 'Đội trưởng', on: '2026-01-01' }),
		);
		const postings = await work(house, above, (call) => listPostings(call, id));
		expect(postings.map(({ unitName, until }) => [unitName, until])).toEqual([
			['south', null],
			['north', '2026-01-01'],
		]);
	});

	test('cannot be posted twice for a day, whatever is written, also by two at once', async () => {
		const id = await enter(units.north);
		const post = (from: string, until: string | null, wait?: Promise<unknown>) =>
			asOperator(house, async (call) => {
				await savePosting(call, { memberId: id, unitId: units.south, position: '', from, until });
				await wait;
			});
		await expect(post('2024-01-01', '2024-02-01')).rejects.toMatchObject({ code: '23P01' });
		await post('2019-01-01', '2020-01-01');
		await expect(post('2019-06-01', '2019-07-01')).rejects.toMatchObject({ code: '23P01' });

		const both = await Promise.allSettled([
			post('2018-01-01', '2018-03-01', pause(200)),
			post('2018-02-01', '2018-04-01', pause(200)),
		]);
		expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
	});

	test('who left is found where they served last, and may come back', async () => {
		const id = await enter(units.north);
		const keeper = await officer(units.north);
		await work(house, keeper, (call) => letMemberGo(call, id, '2026-01-01'));
		expect(await work(house, keeper, (call) => findMember(call, id))).toMatchObject({ leftUnitId: units.north });
		expect(await work(house, await officer(units.south), (call) => findMember(call, id))).toBeUndefined();
		await work(house, keeper, (call) => postMember(call, id, { unitId: units.north, position: '', on: '2026-02-01' }));
		expect(await work(house, keeper, (call) => findMember(call, id))).toMatchObject({ leftUnitId: null });
	});

	test('whose leaving was entered ahead is found after it, also when put right or posted elsewhere in between', async () => {
		for (const unit of [units.north, units.south]) {
			const id = await enter(units.north);
			const keeper = await officer(units.root);
			await work(house, keeper, (call) => letMemberGo(call, id, '2026-06-01'));
			await work(house, keeper, (call) =>
				postMember(call, id, { unitId: unit, position: 'Đội trưởng', on: '2026-03-01' }),
			);
			const [last] = await work(house, keeper, (call) => listPostings(call, id));
			expect(last).toMatchObject({ unitId: unit, until: '2026-06-01' });
			expect(await work(house, keeper, (call) => findMember(call, id))).toMatchObject({ leftUnitId: unit });
		}
	});

	test('is not let go, nor posted, past a posting that was entered where the keeper sees nothing', async () => {
		const id = await enter(units.north);
		const [keeper, above] = [await officer(units.north), await officer(units.root)];
		const post = (who: typeof keeper, unitId: number, on: string) =>
			work(house, who, (call) => postMember(call, id, { unitId, position: '', on }));
		await post(above, units.south, '2099-12-15');
		await expect(work(house, keeper, (call) => letMemberGo(call, id, '2099-12-01'))).rejects.toBeInstanceOf(Invalid);
		await work(house, above, (call) => letMemberGo(call, id, '2100-06-01'));

		await post(above, units.north, '2100-12-01');
		await expect(post(keeper, units.north, '2100-03-01')).rejects.toBeInstanceOf(Invalid);
		await post(keeper, units.north, '2100-07-01');
		expect(
			(await work(house, above, (call) => listPostings(call, id))).map(({ from, until }) => [from, until]),
		).toEqual([
			['2100-12-01', null],
			['2100-07-01', '2100-12-01'],
			['2099-12-15', '2100-06-01'],
			['2020-01-01', '2099-12-15'],
		]);
	});

	test('posts nobody but others: neither themselves nor, whatever the code forgets, by the tables', async () => {
		const me = await enter(units.north);
		const posts = [{ role: 'focalOfficer', unitId: units.root }];
		const session = await aSession(house, await anAccount(house, `self${counter++}`, posts, { memberId: me }));
		const acts: ((call: Call) => Promise<unknown>)[] = [
			(call) => postMember(call, me, { unitId: units.south, position: '', on: '2019-01-01' }),
			(call) => letMemberGo(call, me, '2026-01-01'),
		];
		for (const act of acts) await expect(work(house, session, act)).rejects.toBeInstanceOf(Forbidden);
		const move = { memberId: me, fromUnitId: units.north, toUnitId: units.south, onDate: '2019-01-01' };
		const written: ((call: Call) => Promise<unknown>)[] = [
			(call) =>
				savePosting(call, { memberId: me, unitId: units.south, position: '', from: '2019-01-01', until: '2020-01-01' }),
			(call) => saveMove(call, move),
		];
		for (const act of written) await expect(work(house, session, act)).rejects.toMatchObject({ code: '42501' });
		await work(house, session, (call) => call.db.updateTable('posting').set({ unitId: units.south }).execute());
		const [mine] = await work(house, session, (call) => listPostings(call, me));
		expect(mine!.unitId).toBe(units.north);
	});

	test('is exempt for a time with a reason, one at a time', async () => {
		const id = await enter(units.north);
		const keeper = await officer(units.north);
		const exempt = (from: string) =>
			work(house, keeper, (call) => exemptMember(call, id, { reason: 'Nghỉ dài hạn', from, until: null }));
		await exempt('2026-01-01');
		await expect(exempt('2026-05-01')).rejects.toBeInstanceOf(Invalid);
		const [one] = await work(house, keeper, (call) => listExemptions(call, id));
		await work(house, keeper, (call) => endExemption(call, id, one!.id, '2026-04-01'));
		expect(await work(house, keeper, (call) => listExemptions(call, id))).toMatchObject([
			{ from: '2026-01-01', until: '2026-04-01' },
		]);
	});

	test('sees only themselves, never a fellow', async () => {
		const [me] = [await enter(units.north), await enter(units.north)];
		const session = await aSession(
			house,
			await anAccount(house, `self${counter++}`, [{ role: 'member', unitId: units.north }], { memberId: me }),
		);
		const seen = await work(house, session, (call) => call.db.selectFrom('member').select('id').execute());
		expect(seen).toEqual([{ id: me }]);
	});
});

describe('a list', () => {
	test('goes by the given name, in Vietnamese order', async () => {
		const unit =
			(await asOperator(house, (call) => plantTree(call, { list: null }, '2016-01-01')).catch(() => undefined))?.list ??
			units.south;
		for (const name of ['Trần Văn Dũng', 'Lê Thị Ánh', 'Phạm Văn Đức', 'Nguyễn Thị An']) await enter(unit, name);
		const rows = await asOperator(house, (call) =>
			listServing(call, unit, '2026-06-01', { sort: 'name', dir: 'asc', limit: null, offset: 0 }),
		);
		const names = rows
			.map(({ fullName }) => fullName)
			.filter((name) => /An|Ánh|Dũng|Văn Đức$/.test(name) && !name.startsWith('Nguyễn Văn'));
		expect(names).toEqual(['Nguyễn Thị An', 'Lê Thị Ánh', 'Trần Văn Dũng', 'Phạm Văn Đức']);
	});

	test('of what was searched stays within the subtree that may be seen; marks do not matter', async () => {
		const id = await enter(units.north, 'Hoàng Thị Quỳnh Như');
		const find = async (session: Awaited<ReturnType<typeof officer>>, unitId: number) =>
			(await work(house, session, (call) => searchMembers(call, unitId, 'quynh nhu'))).map((row) => row.id);
		expect(await find(await officer(units.north), units.north)).toEqual([id]);
		expect(await find(await officer(units.root), units.root)).toEqual([id]);
		expect(await find(await officer(units.south), units.north)).toEqual([]);
		expect(await find(await officer(units.south), units.root)).toEqual([]);
	});
});

test('an outsider may do none of it', async () => {
	const id = await enter(units.north);
	const useCases: ((call: Call) => Promise<unknown>)[] = [
		(call) =>
			enterMember(call, {
				number: 'X1',
				fullName: 'X',
				rank: null,
				email: null,
				unitId: units.north,
				position: '',
				on: '2026-01-01',
			}),
		(call) => correctMember(call, id, { fullName: 'X', rank: null, email: null }),
		(call) => postMember(call, id, { unitId: units.south, position: '', on: '2026-01-01' }),
		(call) => letMemberGo(call, id, '2026-01-01'),
		(call) => exemptMember(call, id, { reason: 'x', from: '2026-01-01', until: null }),
	];
	for (const session of [
		await officer(units.south),
		await officer(units.north, 'auditor'),
		await officer(units.north, 'member'),
	]) {
		for (const act of useCases) {
			await expect(work(house, session, act)).rejects.toSatisfy(
				(error) => error instanceof Forbidden || error instanceof NotFound,
			);
		}
	}
});
