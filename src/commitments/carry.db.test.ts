import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeAccount, reopenAccount } from '#access';
import { letMemberGo, postMember } from '#people';
import { work } from '#platform';
import type { Village } from '../activities/testing.ts';
import { asOperator } from '../platform/testing.ts';
import { findCommitment, listCommitmentsOf } from './commitment.store.ts';
import { commitmentsTasks, issueCommitments, submitCommitment } from './index.ts';
import { redirectAll } from './redirect.store.ts';
import { aVillageAsked } from './testing.ts';

let v: Village;
const paperOf = async (who: string) =>
	(await asOperator(v.house, (call) => listCommitmentsOf(call, v.memberId(who))))[0]!;
const post = (who: string, unit: keyof Village['unit'], on: string) =>
	v.as('head.ministry', (call) => postMember(call, v.memberId(who), { unitId: v.unit[unit], position: 'Cán bộ', on }));

const follow = () => commitmentsTasks['commitments.carry']!(v.house, {});
/** The day for which a posting was entered ahead is today. */
const cameToday = (who: string, day: string) =>
	asOperator(v.house, async (call) => {
		const id = v.memberId(who);
		await sql`update posting set valid = daterange(lower(valid), app.today())
			where member_id = ${id} and upper(valid) = ${day}`.execute(call.db);
		await sql`update posting set valid = daterange(app.today(), null)
			where member_id = ${id} and lower(valid) = ${day}`.execute(call.db);
		await sql`update member_move set on_date = app.today(), recorded_on = app.today() - 10
			where member_id = ${id} and on_date = ${day}`.execute(call.db);
	});

beforeAll(async () => {
	v = await aVillageAsked();
});

describe('whoever is posted elsewhere', () => {
	test('a posting entered late, before another one, takes nothing away from where they serve last', async () => {
		await post('member1.communeA', 'elsewhere', '2017-06-01');
		await post('member1.communeA', 'communeB', '2017-04-01');
		expect((await paperOf('member1.communeA')).unitId).toBe(v.unit.elsewhere);
		expect(await v.counted('elsewhere', 'memberOnStrength')).toBe(7);
		expect(await v.counted('communeB', 'memberOnStrength')).toBe(6);
	});

	test('a posting of a day before a merger is counted at the unit that lived on that day', async () => {
		await asOperator(v.house, (call) => continueAs(call.db, v.unit.communeB, v.unit.province, '2017-08-01'));
		await post('member2.communeB', 'communeA', '2017-05-01');
		const before = await v.counted('communeB', 'memberOnStrength');
		expect(before).toBe(5);
		expect((await paperOf('member2.communeB')).unitId).toBe(v.unit.communeA);
	});

	test('a posting entered ahead takes the paper along on its day, and whoever is asked meanwhile stands where they serve', async () => {
		const who = 'member3.province';
		await post(who, 'ministry', '2099-06-01');
		expect((await paperOf(who)).unitId).toBe(v.unit.province);
		const [left, came] = [
			await v.counted('province', 'memberOnStrength'),
			await v.counted('ministry', 'memberOnStrength'),
		];
		await v.as('head.ministry', (call) =>
			issueCommitments(call, {
				campaignId: v.campaignId,
				unitId: v.unit.ministry,
				year: 2018,
				referenceOn: '2018-03-01',
				dueOn: '2018-04-30',
				title: 'Cam kết năm 2018',
				introduction: '',
				areas: [{ title: 'Điều lệnh', hint: '' }],
			}),
		);
		expect((await paperOf(who)).unitId).toBe(v.unit.province);
		expect(await v.counted('province', 'memberOnStrength')).toBe(left);

		await follow();
		expect((await paperOf(who)).unitId).toBe(v.unit.province);
		await cameToday(who, '2099-06-01');
		await follow();
		await follow();
		expect((await paperOf(who)).unitId).toBe(v.unit.ministry);
		expect(await v.counted('province', 'memberOnStrength')).toBe(left - 1);
		expect(await v.counted('ministry', 'memberOnStrength')).toBe(came + 1);
	});
});

describe('a paper that went out of force', () => {
	test('comes back when the return is entered ahead and then put right to another unit', async () => {
		const who = 'member2.province';
		const [strength, came] = [
			await v.counted('ministry', 'memberOnStrength'),
			await v.counted('elsewhere', 'memberOnStrength'),
		];
		await v.as('head.ministry', (call) => letMemberGo(call, v.memberId(who), '2017-10-01'));
		expect((await paperOf(who)).inForce).toBe(false);
		await post(who, 'ministry', '2098-01-01');
		await post(who, 'elsewhere', '2098-01-01');
		await cameToday(who, '2098-01-01');
		await follow();
		await follow();
		expect(await paperOf(who)).toMatchObject({ inForce: true, unitId: v.unit.elsewhere });
		expect(await v.counted('ministry', 'memberOnStrength')).toBe(strength);
		expect(await v.counted('elsewhere', 'memberOnStrength')).toBe(came + 1);
	});

	test('stays out of force when a later year has taken its place', async () => {
		const who = 'member1.elsewhere';
		const papers = async () =>
			(await asOperator(v.house, (call) => listCommitmentsOf(call, v.memberId(who)))).map(({ year, inForce }) => [
				year,
				inForce,
			]);
		await v.as('head.ministry', (call) => letMemberGo(call, v.memberId(who), '2018-10-01'));
		await post(who, 'elsewhere', '2018-11-01');
		expect(await papers()).toEqual([
			[2018, true],
			[2017, false],
		]);
	});
});

describe('a paper waits for somebody who can confirm it', () => {
	const author = 'member2.communeA';
	const head = 'head.communeA';
	const before = async () =>
		(await asOperator(v.house, async (call) => findCommitment(call, (await paperOf(author)).id)))!;
	const accountId = () => v.as(head, async (call) => call.actor.accountId!);
	const sweep = () => commitmentsTasks['commitments.redirect']!(v.house, {});
	const holds = (valid: string) =>
		asOperator(v.house, async (call) => {
			const { rows } = await sql<{ id: string }>`select id from account where member_id = ${v.memberId(head)}`.execute(
				call.db,
			);
			await sql`update post set valid = ${valid}::daterange where account_id = ${rows[0]!.id} and role = 'unitHead'`.execute(
				call.db,
			);
		});

	beforeAll(async () => {
		const { id } = await paperOf(author);
		await v.as(author, (call) =>
			submitCommitment(call, id, { understanding: '', areas: ['x'], works: [{ what: 'y', by: '2017-06-30' }] }),
		);
	});
	beforeEach(async () => expect((await before()).confirmingUnitId).toBe(v.unit.communeA));

	test('when the account of the head is closed, and opened again', async () => {
		const id = await accountId();
		await asOperator(v.house, (call) => closeAccount(call, id));
		expect((await before()).confirmingUnitId).toBe(v.unit.province);
		await asOperator(v.house, (call) => reopenAccount(call, id));
	});

	test('when the post of the head expires, and another begins', async () => {
		await holds('[2016-01-01,2017-01-01)');
		await sweep();
		expect((await before()).confirmingUnitId).toBe(v.unit.province);
		await holds('[2016-01-01,)');
		await sweep();
	});

	test('and what waits where it should is left alone', async () => {
		expect(await work(v.house, { kind: 'job', name: 'test' }, redirectAll)).toBe(0);
	});
});

test('whoever is posted at the moment at which the list is made is followed afterwards, once', async () => {
	const who = 'member2.elsewhere';
	const issue = () =>
		v.as('head.ministry', (call) =>
			issueCommitments(call, {
				campaignId: v.campaignId,
				unitId: v.unit.ministry,
				year: 2019,
				referenceOn: call.today,
				dueOn: call.today,
				title: 'Cam kết năm 2019',
				introduction: '',
				areas: [{ title: 'Điều lệnh', hint: '' }],
			}),
		);
	let issued: ReturnType<typeof issue>;
	await v.as('head.ministry', async (call) => {
		await postMember(call, v.memberId(who), { unitId: v.unit.communeA, position: 'Cán bộ', on: '2017-06-01' });
		issued = issue();
		await until(waitsForLock);
	});
	await issued!;
	expect((await paperOf(who)).unitId).toBe(v.unit.elsewhere);
	const strength = async () => [
		await v.counted('elsewhere', 'memberOnStrength'),
		await v.counted('communeA', 'memberOnStrength'),
	];
	const [left, came] = await strength();
	await follow();
	await follow();
	expect((await paperOf(who)).unitId).toBe(v.unit.communeA);
	expect(await strength()).toEqual([left! - 1, came! + 1]);
});

/** Somebody waits for what another transaction holds. */
const waitsForLock = () =>
	asOperator(v.house, async (call) => {
		const { rows } = await sql`select from pg_locks l
			join pg_stat_activity a on a.pid = l.pid and a.datname = current_database() where not l.granted`.execute(call.db);
		return rows.length > 0;
	});
async function until(holds: () => Promise<boolean>): Promise<void> {
	for (let turn = 0; turn < 200; turn++) {
		if (await holds()) return;
		await setTimeout(25);
	}
	throw new Error('nobody waits');
}

/** A new unit continues another one from a day on; written as the room of the tree would write it. */
async function continueAs(
	db: Parameters<ReturnType<typeof sql>['execute']>[0],
	old: number,
	parent: number,
	day: string,
) {
	const { rows } = await sql<{ id: number }>`insert into unit (born) values (${day}) returning id`.execute(db);
	const id = rows[0]!.id;
	for (const table of ['unit_heir', 'unit_standing', 'unit_closure'] as const)
		await sql`update ${sql.table(table)} set valid = daterange(lower(valid), ${day})
			where ${sql.ref(table === 'unit_closure' ? 'descendant' : 'unit_id')} = ${old}`.execute(db);
	await sql`insert into unit_closure (ancestor, descendant, depth, valid)
		select ancestor, ${id}::int, depth + 1, daterange(${day}, null) from unit_closure where descendant = ${parent}
		union all select ${id}::int, ${id}::int, 0, daterange(${day}, null)`.execute(db);
	await sql`insert into unit_standing (unit_id, node_id, valid)
		select u, c.ancestor, c.valid from unit_closure c, unnest(array[${id}::int, ${old}::int]) u where c.descendant = ${id}`.execute(
		db,
	);
	await sql`insert into unit_heir (unit_id, during, heir_id, share, principal, valid)
		select u, daterange(null, null), ${id}::int, 1, true, daterange(${day}, null)
		from unnest(array[${id}::int, ${old}::int]) u`.execute(db);
	await sql`insert into unit_name (unit_id, tree, name, kind, code, valid)
		values (${id}, 'main', 'merged', 'unit', 'merged', daterange(${day}, null))`.execute(db);
}
