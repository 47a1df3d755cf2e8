import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { enterMember, letMemberGo, postMember } from '#people';
import { Conflict } from '#platform';
import { aVillage, type Village } from '../activities/testing.ts';
import { asOperator } from '../platform/testing.ts';
import { listCommitmentsOf } from './commitment.store.ts';
import { commitmentsListeners, issueCommitments, repeatIssue, submitCommitment } from './index.ts';

let v: Village;
/** Asked in 2018 for the first time. */
let newcomer: string;
const order = (year: number, more = {}) => ({
	campaignId: v.campaignId,
	unitId: v.unit.province,
	year,
	referenceOn: `${year}-03-01`,
	dueOn: `${year}-04-30`,
	title: `Cam kết năm ${year}`,
	introduction: '',
	areas: [{ title: 'Điều lệnh', hint: '' }],
	...more,
});
const paperOf = async (who: string, year: number) =>
	(await asOperator(v.house, (call) => listCommitmentsOf(call, v.memberId(who)))).find((paper) => paper.year === year)!;
/** What was counted until the end of a day. */
const countedOn = (unit: keyof Village['unit'], metric: string, day: string) =>
	asOperator(v.house, async (call) => {
		const { rows } = await sql<{ sum: number }>`select coalesce(sum(a.qty), 0) as sum from act a
			join metric m on m.id = a.metric_id and m.key = ${metric}
			where a.unit_id = ${v.unit[unit]} and a.occurred_on <= ${day}`.execute(call.db);
		return rows[0]!.sum;
	});

beforeAll(async () => {
	v = await aVillage(new Map(commitmentsListeners.map(([kind, listener]) => [kind, [listener]])));
});

test('who moved or left since the reference day is counted there, and where they serve from then on', async () => {
	await v.on('2017-03-05', 'head.ministry', (call) =>
		postMember(call, v.memberId('member3.communeA'), {
			unitId: v.unit.elsewhere,
			position: 'Cán bộ',
			on: '2017-03-04',
		}),
	);
	await v.on('2017-03-06', 'head.ministry', (call) => letMemberGo(call, v.memberId('member2.communeA'), '2017-03-06'));
	// By a signed-in head, under whom the new unit does not stand.
	await v.as('head.province', (call) => issueCommitments(call, order(2017)));
	expect(await countedOn('communeA', 'memberOnStrength', '2017-03-01')).toBe(6);
	expect(await countedOn('communeA', 'memberOnStrength', '2017-03-04')).toBe(5);
	expect(await countedOn('communeA', 'memberOnStrength', '2017-03-06')).toBe(4);
	expect(await countedOn('elsewhere', 'memberOnStrength', '2017-03-04')).toBe(1);
	expect((await paperOf('member3.communeA', 2017)).unitId).toBe(v.unit.elsewhere);
	expect((await paperOf('member2.communeA', 2017)).inForce).toBe(false);
});

test('a year is ended for nobody before they came into its stock', async () => {
	const { id } = await paperOf('member1.communeA', 2017);
	await v.on('2018-03-10', 'member1.communeA', (call) =>
		submitCommitment(call, id, {
			understanding: '',
			areas: ['Chấp hành'],
			works: [{ what: 'Tiếp dân', by: '2018-06-30' }],
		}),
	);
	newcomer = await v.on('2018-02-01', 'head.province', (call) =>
		enterMember(call, {
			number: 'newcomer',
			fullName: 'Nguyễn Văn Mới',
			rank: null,
			email: null,
			unitId: v.unit.communeB,
			position: 'Cán bộ',
			on: '2018-02-01',
		}),
	);
	await v.on('2018-03-20', 'head.province', (call) => issueCommitments(call, order(2018)));
	expect(await countedOn('communeA', 'commitmentSigned', '2018-03-01')).toBe(0);
	expect(await countedOn('communeA', 'commitmentSigned', '2018-03-31')).toBe(0);
	expect(await countedOn('communeA', 'memberOnStrength', '2018-03-31')).toBe(4);
});

test('a year before one that has been issued, and one far ahead, are refused', async () => {
	const days = { referenceOn: '2018-03-20', dueOn: '2018-04-20' };
	const refused = (year: number, unit: keyof Village['unit']) =>
		v
			.as('head.ministry', (call) => issueCommitments(call, order(year, { unitId: v.unit[unit], ...days })))
			.catch((error: unknown) => error);
	const yearIsWrong = { fields: { year: expect.anything() } };
	for (const unit of ['province', 'communeA', 'ministry'] as const)
		expect(await refused(2016, unit)).toMatchObject(yearIsWrong);
	expect(await refused(new Date().getFullYear() + 2, 'ministry')).toMatchObject(yearIsWrong);
	const { issueId } = await paperOf('member1.communeA', 2017);
	await expect(v.as('head.province', (call) => repeatIssue(call, issueId))).rejects.toThrow(Conflict);
});

test('who has a commitment of a later year is listed for an earlier one and not counted', async () => {
	await v.on('2018-05-02', 'head.ministry', (call) =>
		postMember(call, newcomer, {
			unitId: v.unit.elsewhere,
			position: 'Cán bộ',
			on: '2018-05-01',
		}),
	);
	const before = await countedOn('elsewhere', 'memberOnStrength', '2018-12-31');
	const run = await v.on('2018-06-01', 'head.elsewhere', (call) =>
		issueCommitments(call, order(2017, { unitId: v.unit.elsewhere, referenceOn: '2018-06-01', dueOn: '2018-07-01' })),
	);
	expect(run.asked).toBe(6);
	const papers = await asOperator(v.house, (call) => listCommitmentsOf(call, newcomer));
	expect(papers.map(({ year, inForce }) => [year, inForce])).toEqual([
		[2018, true],
		[2017, false],
	]);
	expect(await countedOn('elsewhere', 'memberOnStrength', '2018-12-31')).toBe(before + 6);
});
