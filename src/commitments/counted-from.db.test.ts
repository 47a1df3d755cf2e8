import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { enterMember, letMemberGo, postMember } from '#people';
import type { Village } from '../activities/testing.ts';
import { asOperator } from '../platform/testing.ts';
import { listCommitmentsOf } from './commitment.store.ts';
import { exemptMember, issueCommitments, repeatIssue } from './index.ts';
import { aVillageAsked } from './testing.ts';

let v: Village;
type Unit = keyof Village['unit'];
const paperOf = async (who: string) =>
	(await asOperator(v.house, (call) => listCommitmentsOf(call, v.memberId(who))))[0]!;
const post = (entered: string, memberId: string, unit: Unit, on: string) =>
	v.on(entered, 'head.ministry', (call) =>
		postMember(call, memberId, { unitId: v.unit[unit], position: 'Cán bộ', on }),
	);
/** What stood in the stocks of both communes at the end of a day. */
const stood = (metric: string, day: string) =>
	asOperator(v.house, async (call) => {
		const { rows } = await sql<{ a: number; b: number }>`
			select coalesce(sum(a.qty) filter (where a.unit_id = ${v.unit.communeA}), 0) as a,
				coalesce(sum(a.qty) filter (where a.unit_id = ${v.unit.communeB}), 0) as b
			from act a join metric m on m.id = a.metric_id and m.key = ${metric} where a.occurred_on <= ${day}`.execute(
			call.db,
		);
		return [rows[0]!.a, rows[0]!.b];
	});

beforeAll(async () => {
	v = await aVillageAsked();
});

test('whoever was exempted after the day of a posting that is entered late is exempt at the new unit from then on', async () => {
	const { id, memberId } = await paperOf('member1.communeA');
	await v.on('2017-06-10', 'head.province', (call) => exemptMember(call, id, 'Đi học'));
	await post('2017-06-20', memberId, 'communeB', '2017-05-01');
	expect(await stood('memberExempt', '2017-05-31')).toEqual([0, 0]);
	expect(await stood('memberExempt', '2017-06-10')).toEqual([0, 1]);
	expect(await stood('memberOnStrength', '2017-05-31')).toEqual([5, 7]);
});

test('a latecomer is in no stock before the day on which they were put on the list, wherever they served until then', async () => {
	const late = await v.on('2017-08-01', 'head.province', (call) =>
		enterMember(call, {
			number: 'late',
			fullName: 'Lê Văn Muộn',
			rank: null,
			email: null,
			unitId: v.unit.communeA,
			position: '',
			on: '2017-04-15',
		}),
	);
	const { issueId } = await paperOf('member2.communeA');
	await v.on('2017-08-02', 'head.ministry', (call) => repeatIssue(call, issueId));
	await post('2017-08-10', late, 'communeB', '2017-05-01');
	expect(await stood('memberOnStrength', '2017-05-31')).toEqual([5, 7]);
	expect(await stood('memberOnStrength', '2017-08-02')).toEqual([5, 8]);
});

test('who left by a day that was put right to an earlier one, and is back since, is nowhere twice', async () => {
	const { memberId } = await paperOf('member3.communeB');
	await v.on('2017-10-05', 'head.ministry', (call) => letMemberGo(call, memberId, '2017-10-01'));
	await v.on('2017-10-06', 'head.ministry', (call) => letMemberGo(call, memberId, '2017-09-01'));
	await post('2017-10-07', memberId, 'communeA', '2017-09-10');
	const each = await Promise.all(['2017-09-20', '2017-10-07'].map((day) => stood('memberOnStrength', day)));
	expect(each).toEqual([
		[5, 8],
		[6, 7],
	]);
});

test('a new year that is issued by an earlier day counts nobody twice who moved, left or was exempted since', async () => {
	const before = await stood('memberOnStrength', '2018-02-28');
	expect(before).toEqual([6, 7]);
	await post('2018-03-10', v.memberId('member2.communeA'), 'communeB', '2018-03-10');
	await v.on('2018-03-10', 'head.ministry', (call) => letMemberGo(call, v.memberId('member3.communeA'), '2018-03-10'));
	const { id } = await paperOf('member2.communeB');
	await v.on('2018-03-10', 'head.province', (call) => exemptMember(call, id, 'Đi học'));
	const exempt = await stood('memberExempt', '2018-02-28');
	const run = await v.on('2018-03-20', 'head.ministry', (call) =>
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
	expect(run.asked).toBe(30);
	expect(await stood('memberOnStrength', '2018-03-05')).toEqual(before);
	expect(await stood('memberOnStrength', '2018-03-10')).toEqual([4, 8]);
	expect(exempt).toEqual([0, 1]);
	expect(await stood('memberExempt', '2018-03-05')).toEqual([0, 0]);
	expect(await stood('memberExempt', '2018-03-31')).toEqual([0, 0]);
});

test('whose paper is counted where from which day on does not go back, also past the use cases', async () => {
	const { id } = await paperOf('member2.communeB');
	const back = (more: string) =>
		asOperator(v.house, (call) =>
			sql`update commitment set counted_on = counted_on - 1 ${sql.raw(more)} where id = ${id}`.execute(call.db),
		);
	await expect(back('')).rejects.toThrow(/is counted from/);
	await expect(back(', in_force = false')).rejects.toThrow(/is counted from/);
});
