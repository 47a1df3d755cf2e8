import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { grantPost } from '#access';
import { createCampaign, moveCampaign } from '#campaigns';
import { exemptMember as exemptInPeople, letMemberGo, postMember } from '#people';
import { Conflict, Forbidden, Invalid, NotFound, type Call } from '#platform';
import { m } from '#words';
import { aVillage, closedCampaigns, type Village } from '../activities/testing.ts';
import { asOperator } from '../platform/testing.ts';
import type { CommitmentText } from './commitment.ts';
import { findCommitment, findReturn, findText, listCommitmentsOf } from './commitment.store.ts';
import {
	commitmentsListeners,
	confirmCommitment,
	enterCommitment,
	exemptMember,
	expectedOf,
	issueCommitments,
	recallMember,
	repeatIssue,
	returnCommitment,
	submitCommitment,
	withdrawCommitment,
	writeCommitment,
} from './index.ts';
import { countStates, countStatesBelow, findWaiting, listRoll } from './progress.store.ts';
import { progressOf, standsAsSigned } from './commitment.ts';

let v: Village;
let issueId: string;
const roll = () => ({ campaignId: v.campaignId, year: 2017 });
const whole: CommitmentText = {
	understanding: 'Phục vụ nhân dân',
	areas: ['Chấp hành nghiêm điều lệnh', 'Lắng nghe, tôn trọng'],
	works: [{ what: 'Tiếp dân đúng hẹn', by: '2017-06-30' }],
};
const order = (more = {}) => ({
	campaignId: v.campaignId,
	unitId: v.unit.province,
	year: 2017,
	referenceOn: '2017-03-01',
	dueOn: '2017-04-30',
	title: 'Cam kết năm 2017',
	introduction: '',
	areas: [
		{ title: 'Điều lệnh', hint: '' },
		{ title: 'Ứng xử', hint: '' },
	],
	...more,
});
/** A PNG of one pixel, as a scan. */
const scan = () =>
	new File(
		[
			Buffer.from(
				'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
				'base64',
			),
		],
		'scan.png',
	);
const paperOf = async (who: string): Promise<string> => {
	const papers = await asOperator(v.house, (call) => listCommitmentsOf(call, v.memberId(who)));
	return papers[0]!.id;
};
const stateOf = async (who: string) =>
	(await asOperator(v.house, async (call) => findCommitment(call, await paperOf(who))))!.state;

beforeAll(async () => {
	const kinds = new Map(commitmentsListeners.map(([kind, listener]) => [kind, [listener]]));
	v = await aVillage(kinds);
	await asOperator(v.house, (call) =>
		exemptInPeople(call, v.memberId('member3.communeA'), { reason: 'Đi học dài hạn', from: '2017-01-01', until: null }),
	);
	const run = await v.on('2017-03-01', 'head.province', (call) => issueCommitments(call, order()));
	issueId = run.issueId;
});

describe('issuing', () => {
	test('everybody on strength under the node is on the list, the exempt with the reason, nobody else', async () => {
		const states = await asOperator(v.house, (call) => countStates(call, roll(), v.unit.ministry));
		expect(progressOf(states)).toEqual({ onStrength: 18, exempt: 1, signed: 0, confirmed: 0 });
		expect(await stateOf('member3.communeA')).toBe('exempt');
	});

	test('the stocks are counted by unit', async () => {
		expect(await v.counted('communeA', 'memberOnStrength')).toBe(6);
		expect(await v.counted('communeA', 'memberExempt')).toBe(1);
		expect(await v.counted('elsewhere', 'memberOnStrength')).toBe(0);
	});

	test('issued again it adds nobody twice', async () => {
		const again = await v.on('2017-03-02', 'head.province', (call) => issueCommitments(call, order()));
		expect(again).toEqual({ issueId, asked: 0, exempt: 0 });
		expect(await v.counted('communeA', 'memberOnStrength')).toBe(6);
	});

	test('two who issue at the same time ask everybody once', async () => {
		const twice = () => v.as('head.elsewhere', (call) => issueCommitments(call, order({ unitId: v.unit.elsewhere })));
		const runs = await Promise.all([twice(), twice()]);
		expect(runs.map((run) => run.asked).toSorted((a, b) => a - b)).toEqual([0, 6]);
		expect(await v.counted('elsewhere', 'memberOnStrength')).toBe(6);
	});

	test('a day to come, or a due date before it, is refused', async () => {
		await expect(
			v.as('head.province', (call) =>
				issueCommitments(call, order({ year: 2018, referenceOn: '2090-01-01', dueOn: '2090-02-01' })),
			),
		).rejects.toThrow(Invalid);
		await expect(
			v.as('head.province', (call) => issueCommitments(call, order({ year: 2018, dueOn: '2016-01-01' }))),
		).rejects.toThrow(Invalid);
	});

	test('a campaign that the unit may not see, or that takes no work, is refused', async () => {
		const { foreign, over } = await closedCampaigns(v);
		for (const campaignId of [foreign, over, 4711]) {
			await expect(v.as('head.province', (call) => issueCommitments(call, order({ campaignId })))).rejects.toThrow(
				Invalid,
			);
		}
	});

	test('progress is told unit by unit', async () => {
		const below = await v.as('focal.province', (call) => countStatesBelow(call, roll(), v.unit.province));
		expect(below.map((unit) => [unit.name, progressOf(unit.counts).onStrength])).toEqual([
			['communeA', 6],
			['communeB', 6],
		]);
	});
});

describe('when the campaign is over', () => {
	test('nobody is asked any more, nothing is submitted or given back, and nobody is put on the list', async () => {
		const slug = 'sap-dong';
		const campaign = await asOperator(v.house, (call) =>
			createCampaign(call, {
				slug,
				unitId: v.unit.ministry,
				title: slug,
				startsOn: '2016-12-19',
				endsOn: '2036-12-31',
			}),
		);
		const move = (...moves: Parameters<typeof moveCampaign>[2][]) =>
			asOperator(v.house, async (call) => {
				for (const each of moves) await moveCampaign(call, slug, each);
			});
		await move('issue');
		const order = { campaignId: campaign.id, unitId: v.unit.elsewhere, year: 2017, title: 'Cam kết', introduction: '' };
		const run = await v.as('head.elsewhere', (call) =>
			issueCommitments(call, {
				...order,
				referenceOn: '2017-03-01',
				dueOn: '2017-04-30',
				areas: [{ title: 'Điều lệnh', hint: '' }],
			}),
		);
		const who = 'member2.elsewhere';
		const of = async (who: string) =>
			(await v.as(who, (call) => listCommitmentsOf(call, v.memberId(who)))).find(
				({ issueId }) => issueId === run.issueId,
			)!;
		const paper = await of(who);
		const text = { understanding: '', areas: ['x'], works: [{ what: 'y', by: '2017-06-30' }] };
		const sent = await of('member3.elsewhere');
		await v.as('member3.elsewhere', (call) => submitCommitment(call, sent.id, text));
		const asked = async () => (await v.as(who, expectedOf)).some(({ href }) => href.includes(paper.id));
		expect(await asked()).toBe(true);
		await move('launch', 'run', 'review', 'close');
		expect(await asked()).toBe(false);
		await expect(v.as(who, (call) => submitCommitment(call, paper.id, text))).rejects.toThrow(Conflict);
		const slipped = v.as(who, (call) =>
			sql`select app.sign_commitment(${paper.id}, ${paper.step}, null, '{}', ${'a'.repeat(64)})`.execute(call.db),
		);
		await expect(slipped).rejects.toThrow(/is over/);
		await expect(v.as('head.elsewhere', (call) => repeatIssue(call, run.issueId))).rejects.toThrow(Invalid);

		const over = m.commitments_conflict_stays();
		await expect(v.as('head.elsewhere', (call) => returnCommitment(call, sent.id, 'Viết lại'))).rejects.toThrow(over);
		await expect(v.as('member3.elsewhere', (call) => withdrawCommitment(call, sent.id))).rejects.toThrow(over);
		const put = (who: string, state: string) =>
			v.as(who, (call) =>
				sql`update commitment set state = ${state}, step = step + 1 where id = ${sent.id}`.execute(call.db),
			);
		await expect(put('head.elsewhere', 'returned')).rejects.toThrow(/is over/);
		await expect(put('member3.elsewhere', 'draft')).rejects.toThrow(/is over/);
		await v.as('head.elsewhere', (call) => confirmCommitment(call, sent.id));
		expect(await v.as('member3.elsewhere', (call) => findCommitment(call, sent.id))).toMatchObject({
			state: 'confirmed',
		});
	});
});

describe('writing and answering', () => {
	test('a member writes, submits, and is signed once', async () => {
		const id = await paperOf('member1.communeA');
		await v.as('member1.communeA', (call) => writeCommitment(call, id, { ...whole, works: [] }));
		await v.as('member1.communeA', (call) => submitCommitment(call, id, whole));
		expect(await stateOf('member1.communeA')).toBe('submitted');
		expect(await v.counted('communeA', 'commitmentSigned')).toBe(1);
	});

	test('what is not complete is not signed, and says what is missing', async () => {
		const id = await paperOf('member2.communeA');
		const submit = v.as('member2.communeA', (call) =>
			submitCommitment(call, id, { ...whole, areas: ['', 'x'], works: [] }),
		);
		await expect(submit).rejects.toMatchObject({ fields: { area0: expect.anything(), work0: expect.anything() } });
		expect(await stateOf('member2.communeA')).toBe('notStarted');
	});

	test('two submissions at the same time count once', async () => {
		const id = await paperOf('member2.communeA');
		const submit = () => v.as('member2.communeA', (call) => submitCommitment(call, id, whole));
		const outcomes = await Promise.allSettled([submit(), submit(), submit()]);
		expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
		expect(
			outcomes.filter((outcome) => outcome.status === 'rejected' && outcome.reason instanceof Conflict),
		).toHaveLength(2);
		expect(await v.counted('communeA', 'commitmentSigned')).toBe(2);
	});

	test('nobody signs for another, nor again what is signed, also past the use case', async () => {
		const sign = (who: string, id: string, step: number) =>
			v.as(who, async (call) => {
				const { rows } = await sql<{ signed: boolean }>`
					select app.sign_commitment(${id}, ${step}, null, '{}', ${'0'.repeat(64)}) as signed`.execute(call.db);
				return rows[0]!.signed;
			});
		const theirs = await paperOf('member1.communeB');
		expect(await sign('member2.communeA', theirs, 0)).toBe(false);
		const own = await paperOf('member2.communeA');
		expect(await sign('member2.communeA', own, 1)).toBe(false);
	});

	test('the commander returns it with a comment, the member writes it anew, the commander confirms', async () => {
		const id = await paperOf('member2.communeA');
		await v.as('head.communeA', (call) => returnCommitment(call, id, 'Ghi rõ ngày'));
		expect(await v.counted('communeA', 'commitmentSigned')).toBe(1);
		expect((await v.as('member2.communeA', (call) => findReturn(call, id)))?.comment).toBe('Ghi rõ ngày');
		await v.as('member2.communeA', (call) => submitCommitment(call, id, whole));
		await v.as('head.communeA', (call) => confirmCommitment(call, id));
		expect(await stateOf('member2.communeA')).toBe('confirmed');
		expect(await v.counted('communeA', 'commitmentSigned')).toBe(2);
		expect(await v.counted('communeA', 'commitmentConfirmed')).toBe(1);
	});

	test('what was submitted can be withdrawn, and no longer counts', async () => {
		const id = await paperOf('member1.communeA');
		await v.as('member1.communeA', (call) => withdrawCommitment(call, id));
		expect(await v.counted('communeA', 'commitmentSigned')).toBe(1);
		await v.as('member1.communeA', (call) => submitCommitment(call, id, whole));
	});

	test('what is confirmed stays', async () => {
		const id = await paperOf('member2.communeA');
		await expect(v.as('member2.communeA', (call) => withdrawCommitment(call, id))).rejects.toThrow(Conflict);
		await expect(v.as('member2.communeA', (call) => submitCommitment(call, id, whole))).rejects.toThrow(Conflict);
		await expect(v.as('head.communeA', (call) => returnCommitment(call, id, 'Muộn rồi'))).rejects.toThrow(Conflict);
	});

	test('confirm and return at the same time: one of them', async () => {
		const id = await paperOf('member1.communeA');
		const outcomes = await Promise.allSettled([
			v.as('head.communeA', (call) => confirmCommitment(call, id)),
			v.as('head.communeA', (call) => returnCommitment(call, id, 'Viết lại')),
		]);
		expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
		const isSigned = (await stateOf('member1.communeA')) === 'confirmed';
		expect(await v.counted('communeA', 'commitmentSigned')).toBe(isSigned ? 2 : 1);
	});

	test('the head’s own paper goes to the head above, who alone confirms it', async () => {
		const id = await paperOf('head.communeA');
		await v.as('head.communeA', (call) => submitCommitment(call, id, whole));
		await expect(v.as('head.communeA', (call) => confirmCommitment(call, id))).rejects.toThrow(Forbidden);
		expect((await v.as('head.province', (call) => findWaiting(call))).id).toBe(id);
		await v.as('head.province', (call) => confirmCommitment(call, id));
		expect(await stateOf('head.communeA')).toBe('confirmed');
	});

	test('the database itself lets nobody confirm their own', async () => {
		const id = await paperOf('head.province');
		await v.as('head.province', (call) => submitCommitment(call, id, whole));
		const forged = v.as('head.province', (call) =>
			sql`update commitment set state = 'confirmed', step = step + 1, confirmed_at = now(), confirmed_by = ${call.actor.accountId}
				where id = ${id}`.execute(call.db),
		);
		await expect(forged).rejects.toThrow(/commander/);
	});
});

describe('from paper', () => {
	test('the focal officer enters it with the scan; it is marked so and counts', async () => {
		const id = await paperOf('member1.communeB');
		await v.as('focal.communeB', (call) => enterCommitment(call, id, '2017-03-20', scan()));
		const paper = await v.as('focal.communeB', (call) => findCommitment(call, id));
		expect(paper).toMatchObject({ state: 'submitted', onPaper: true, signedOn: '2017-03-20' });
		expect(await v.counted('communeB', 'commitmentSigned')).toBe(1);
	});

	test('what a member has begun to write is not overwritten', async () => {
		const id = await paperOf('member2.communeB');
		await v.as('member2.communeB', (call) => writeCommitment(call, id, whole));
		await expect(v.as('focal.communeB', (call) => enterCommitment(call, id, '2017-03-20', scan()))).rejects.toThrow(
			Conflict,
		);
	});
});

describe('who reads', () => {
	const reads = (who: string, id: string) => v.as(who, async (call) => Boolean(await findText(call, id)));

	test('the author and the commander read what was submitted, nobody else', async () => {
		const id = await paperOf('member2.communeA');
		const readers = [];
		for (const unit of Object.keys(v.unit)) {
			for (const short of ['head', 'focal', 'member1', 'member2']) {
				if (await reads(`${short}.${unit}`, id)) readers.push(`${short}.${unit}`);
			}
		}
		expect(readers).toEqual(['head.communeA', 'member2.communeA']);
	});

	test('a draft is read by its author alone', async () => {
		const id = await paperOf('member2.communeB');
		expect(await reads('member2.communeB', id)).toBe(true);
		expect(await reads('head.communeB', id)).toBe(false);
	});

	test('a scan is read by who entered it and the commander, not by another focal officer', async () => {
		const id = await paperOf('member1.communeB');
		expect(await reads('focal.communeB', id)).toBe(true);
		expect(await reads('head.communeB', id)).toBe(true);
		expect(await reads('focal.province', id)).toBe(false);
	});

	test('a member sees the own line only; a unit beside sees none', async () => {
		const seen = (who: string) =>
			v.as(
				who,
				async (call) => (await listRoll(call, roll(), v.unit.communeA, { state: '', limit: 50, offset: 0 })).total,
			);
		expect(await seen('member1.communeA')).toBe(1);
		expect(await seen('focal.communeB')).toBe(0);
		expect(await seen('focal.province')).toBe(6);
	});

	test.each<[string, (call: Call, id: string) => Promise<unknown>]>([
		['writeCommitment', (call, id) => writeCommitment(call, id, whole)],
		['submitCommitment', (call, id) => submitCommitment(call, id, whole)],
		['withdrawCommitment', (call, id) => withdrawCommitment(call, id)],
		['confirmCommitment', (call, id) => confirmCommitment(call, id)],
		['returnCommitment', (call, id) => returnCommitment(call, id, 'x')],
		['enterCommitment', (call, id) => enterCommitment(call, id, '2017-03-20', scan())],
		['exemptMember', (call, id) => exemptMember(call, id, 'x')],
		['recallMember', (call, id) => recallMember(call, id)],
		['repeatIssue', (call) => repeatIssue(call, issueId)],
		['issueCommitments', (call) => issueCommitments(call, order())],
	])('an outsider may not: %s', async (_name, act) => {
		const id = await paperOf('member3.communeB');
		for (const who of ['member1.communeA', 'head.elsewhere', 'focal.elsewhere', 'approver.communeB']) {
			const refused = await v
				.as(who, (call) => act(call, id))
				.then(
					() => undefined,
					(error: unknown) => error,
				);
			expect(refused instanceof NotFound || refused instanceof Forbidden, `${who}: ${String(refused)}`).toBe(true);
		}
	});
});

describe('the list through time', () => {
	test('an exemption takes a member out of the denominator, a recall puts them back', async () => {
		const id = await paperOf('member3.communeB');
		await v.as('focal.communeB', (call) => exemptMember(call, id, 'Nghỉ thai sản'));
		expect(await v.counted('communeB', 'memberExempt')).toBe(1);
		const since = async (who: string) =>
			(await asOperator(v.house, async (call) => findCommitment(call, await paperOf(who))))!.exemptedOn;
		expect(await since('member3.communeB')).toBe(await v.as('focal.communeB', async (call) => call.today));
		expect(await since('member3.communeA'), 'on the list as exempt from its day on').toBe('2017-03-01');
		await v.as('head.communeB', (call) => recallMember(call, id));
		expect(await v.counted('communeB', 'memberExempt')).toBe(0);
		expect(await since('member3.communeB')).toBeNull();
	});

	test('who is posted elsewhere takes the stocks along, and the waiting paper goes to the new commander', async () => {
		const id = await paperOf('member1.communeB');
		await v.as('head.province', (call) =>
			postMember(call, v.memberId('member1.communeB'), {
				unitId: v.unit.communeA,
				position: 'Cán bộ',
				on: '2017-05-01',
			}),
		);
		expect(await v.counted('communeB', 'memberOnStrength')).toBe(5);
		expect(await v.counted('communeA', 'memberOnStrength')).toBe(7);
		expect(await v.counted('communeB', 'commitmentSigned')).toBe(0);
		expect((await v.as('head.communeA', (call) => findWaiting(call))).id).toBe(id);
	});

	test('who leaves is in no stock any more', async () => {
		const before = await v.counted('communeB', 'memberOnStrength');
		await v.as('head.province', (call) => letMemberGo(call, v.memberId('member2.communeB'), '2017-06-01'));
		expect(await v.counted('communeB', 'memberOnStrength')).toBe(before - 1);
	});

	test('the next year replaces the year before in the stocks', async () => {
		await v.on('2018-02-01', 'head.province', (call) =>
			issueCommitments(call, order({ year: 2018, referenceOn: '2018-02-01', dueOn: '2018-03-31' })),
		);
		expect(await v.counted('communeA', 'memberOnStrength')).toBe(7);
		expect(await v.counted('communeA', 'commitmentSigned')).toBe(0);
		expect(await v.counted('communeA', 'commitmentConfirmed')).toBe(0);
	});

	test('what is expected: the own paper, and those that wait', async () => {
		const expected = await v.as('member3.communeB', (call) => expectedOf(call));
		expect(expected.map((each) => each.state)).toEqual(['late']);
	});
});

describe('at the top', () => {
	const top = 'head.ministry';
	let id: string;
	const deputy = 'member1.ministry';
	const committee = (act: 'grant' | 'end') =>
		asOperator(v.house, async (call) => {
			const { rows } = await sql<{
				id: string;
			}>`select id from account where member_id = ${v.memberId(deputy)}`.execute(call.db);
			const accountId = rows[0]!.id;
			if (act === 'grant') await grantPost(call, { accountId, role: 'committeeMember', unitId: v.unit.ministry });
			else await sql`delete from post where account_id = ${accountId} and role = 'committeeMember'`.execute(call.db);
		});

	beforeAll(async () => {
		await asOperator(v.house, (call) => issueCommitments(call, order({ unitId: v.unit.ministry, year: 2020 })));
		id = await paperOf(top);
		await v.as(top, (call) => submitCommitment(call, id, whole));
	});
	const paper = () => asOperator(v.house, async (call) => (await findCommitment(call, id))!);

	test('with nobody above it stands as signed, counts, and waits for nobody', async () => {
		expect(await paper()).toMatchObject({ state: 'submitted', confirmingUnitId: null });
		expect(standsAsSigned(await paper())).toBe(true);
		for (const who of [top, deputy, 'head.province'])
			expect((await v.as(who, (call) => findWaiting(call))).id, who).not.toBe(id);
		await expect(v.as(top, (call) => confirmCommitment(call, id))).rejects.toThrow(Forbidden);
		const query = { state: 'submitted', limit: 100, offset: 0 } as const;
		const waiting = await v.as(top, (call) =>
			listRoll(call, { campaignId: v.campaignId, year: 2020 }, v.unit.ministry, query),
		);
		expect(waiting.rows).toEqual([]);
	});

	test('as soon as the root has a committee, a member of it confirms', async () => {
		await committee('grant');
		expect(await paper()).toMatchObject({ confirmingUnitId: v.unit.ministry, byCommittee: true });
		expect((await v.as(deputy, (call) => findWaiting(call))).id).toBe(id);
		expect(await v.as(deputy, (call) => findText(call, id))).toBeDefined();
		await v.as(deputy, (call) => confirmCommitment(call, id));
		expect((await paper()).state).toBe('confirmed');
	});

	test('a committee has nothing to do with papers that a head confirms', async () => {
		const other = await paperOf('member2.ministry');
		await v.as('member2.ministry', (call) => submitCommitment(call, other, whole));
		expect((await v.as(deputy, (call) => findWaiting(call))).count).toBe(0);
		expect(await v.as(deputy, (call) => findCommitment(call, other))).toBeUndefined();
		await expect(v.as(deputy, (call) => confirmCommitment(call, other))).rejects.toThrow(NotFound);
		await v.as(top, (call) => confirmCommitment(call, other));
	});
});
