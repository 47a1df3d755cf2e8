import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { grantPost } from '#access';
import { exemptMember as exemptInPeople } from '#people';
import { Conflict, Forbidden, type Call } from '#platform';
import type { Village } from '../activities/testing.ts';
import { asOperator } from '../platform/testing.ts';
import { findCommitment, findText, listCommitmentsOf, sign } from './commitment.store.ts';
import { stocksIn, type CommitmentState, type CommitmentText } from './commitment.ts';
import {
	confirmCommitment,
	enterCommitment,
	exemptMember,
	recallMember,
	returnCommitment,
	submitCommitment,
} from './index.ts';
import { findWaiting } from './progress.store.ts';
import { aVillageAsked } from './testing.ts';

let v: Village;
const whole: CommitmentText = {
	understanding: '',
	areas: ['Chấp hành nghiêm điều lệnh'],
	works: [{ what: 'Tiếp dân đúng hẹn', by: '2017-06-30' }],
};
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const scan = () => new File([Buffer.from(pixel, 'base64')], 'scan.png');
const paperOf = async (who: string): Promise<string> =>
	(await asOperator(v.house, (call) => listCommitmentsOf(call, v.memberId(who))))[0]!.id;
const accountOf = (who: string): Promise<string> => v.as(who, async (call) => call.actor.accountId!);
const slip = (who: string, statement: (call: Call) => ReturnType<typeof sql>) =>
	v.as(who, (call) => statement(call).execute(call.db));

beforeAll(async () => {
	v = await aVillageAsked();
});

describe('slipped-in statements', () => {
	test('nobody chooses before whom their own paper lies, nor in whose name it is answered', async () => {
		const id = await paperOf('head.communeA');
		await v.as('head.communeA', (call) => submitCommitment(call, id, whole));
		const forHead = await accountOf('head.province');
		const lies = () => asOperator(v.house, async (call) => (await findCommitment(call, id))!);
		await slip(
			'head.communeA',
			() => sql`update commitment set confirming_unit_id = ${v.unit.communeA} where id = ${id}`,
		);
		expect((await lies()).confirmingUnitId).toBe(v.unit.province);
		await expect(
			slip(
				'head.communeA',
				() =>
					sql`update commitment set state = 'confirmed', step = step + 1, confirmed_at = now(), confirmed_by = ${forHead}
						where id = ${id}`,
			),
		).rejects.toThrow(/commander/);
		await expect(
			slip(
				'head.province',
				() =>
					sql`update commitment set state = 'confirmed', step = step + 1, confirmed_at = now(),
						confirmed_by = (select id from account where user_name = 'head.ministry') where id = ${id}`,
			),
		).rejects.toThrow(/own name/);
		expect((await lies()).state).toBe('submitted');
	});

	test('who signed, when and what, changes with the state only', async () => {
		const id = await paperOf('head.communeA');
		for (const change of [
			sql`signed_on = signed_on - 1`,
			sql`text_sha256 = ${'0'.repeat(64)}`,
			sql`step = step + 1`,
			sql`submitted_by = null`,
		])
			await expect(slip('head.communeA', () => sql`update commitment set ${change} where id = ${id}`)).rejects.toThrow(
				/with its state/,
			);
	});

	test('a head does not sign for a member, a member takes no paper out of force', async () => {
		const id = await paperOf('member3.communeA');
		await expect(
			slip(
				'head.communeA',
				(call) =>
					sql`update commitment set state = 'submitted', step = step + 1, signed_on = app.today(), submitted_at = now(),
						submitted_by = ${call.actor.accountId}, text_sha256 = ${'0'.repeat(64)} where id = ${id}`,
			),
		).rejects.toThrow(/focal officer/);
		const own = await paperOf('member3.communeB');
		await v.as('member3.communeB', (call) => submitCommitment(call, own, whole));
		await expect(
			slip('member3.communeB', () => sql`update commitment set in_force = false where id = ${own}`),
		).rejects.toThrow(/author/);
	});

	test('a member writes no act', async () => {
		await expect(
			slip(
				'member1.communeA',
				() => sql`insert into act (id, unit_id, member_id, campaign_id, metric_id, qty, occurred_on, source)
					select gen_random_uuid(), ${v.unit.communeA}, app.member_id(), ${v.campaignId}, id, 100, app.today(), 'commitment'
					from metric where key = 'commitmentSigned'`,
			),
		).rejects.toThrow(/row-level security/);
	});
});

describe('the stocks', () => {
	test('are said alike here and in the database', async () => {
		const states = await asOperator(v.house, async (call) => {
			const { rows } = await sql<{ state: CommitmentState; stocks: string[] }>`
				select state, app.stocks_in(state) as stocks from unnest(array['exempt', 'notStarted', 'draft', 'submitted',
					'returned', 'confirmed', 'filed', 'reviewed']) state`.execute(call.db);
			return rows;
		});
		expect(states.map(({ stocks }) => stocks)).toEqual(states.map(({ state }) => stocksIn(state)));
	});

	test('what another year replaced while it was being signed is signed and not counted', async () => {
		const id = await paperOf('member2.communeB');
		const before = await v.counted('communeB', 'commitmentSigned');
		const sent = await v.as('member2.communeB', async (call) => {
			const paper = (await findCommitment(call, id))!;
			await asOperator(v.house, (other) =>
				sql`update commitment set in_force = false where id = ${id}`.execute(other.db),
			);
			return sign(call, paper, { text: whole, sha256: '0'.repeat(64) });
		});
		expect(sent).toBe(true);
		expect(await v.counted('communeB', 'commitmentSigned')).toBe(before);
	});
});

describe('one person with two posts', () => {
	const both = 'head.communeB';
	beforeAll(async () => {
		const accountId = await accountOf(both);
		await asOperator(v.house, (call) =>
			grantPost(call, { accountId, role: 'focalOfficer', unitId: v.unit.communeB, from: '2016-01-01' }),
		);
	});

	test('what one enters oneself goes to the head above', async () => {
		const id = await paperOf('member1.communeB');
		await v.as(both, (call) => enterCommitment(call, id, '2017-03-20', scan()));
		await expect(v.as(both, (call) => confirmCommitment(call, id))).rejects.toThrow(Forbidden);
		expect((await v.as(both, (call) => findWaiting(call))).id).not.toBe(id);
		await expect(
			slip(
				both,
				(call) => sql`update commitment set state = 'confirmed', step = step + 1, confirmed_at = now(),
					confirmed_by = ${call.actor.accountId} where id = ${id}`,
			),
		).rejects.toThrow(/commander/);
		await v.as('head.province', (call) => confirmCommitment(call, id));
	});

	test('what a member wrote is given back, and not written over', async () => {
		const id = await paperOf('member3.communeB');
		await v.as(both, (call) => returnCommitment(call, id, 'Ghi rõ hơn'));
		await expect(v.as(both, (call) => enterCommitment(call, id, '2017-03-20', scan()))).rejects.toThrow(Conflict);
		const brought = await paperOf('member1.communeB');
		const { numAffectedRows } = await slip(
			both,
			() => sql`update commitment_text set content = '{}', entered_by = app.account_id(),
				scan_file_id = (select t.scan_file_id from commitment_text t where t.commitment_id = ${brought})
				where commitment_id = ${id}`,
		);
		expect(numAffectedRows).toBe(0n);
		expect((await v.as('member3.communeB', (call) => findText(call, id)))?.content).toEqual(whole);
	});

	test('a focal officer enters again what was given back to them', async () => {
		const id = await paperOf('member2.communeA');
		await v.as('focal.communeA', (call) => enterCommitment(call, id, '2017-03-20', scan()));
		await v.as('head.communeA', (call) => returnCommitment(call, id, 'Chụp không rõ'));
		await v.as('focal.communeA', (call) => enterCommitment(call, id, '2017-03-21', scan()));
		expect((await v.as('head.communeA', (call) => findWaiting(call))).id).toBe(id);
	});
});

describe('nobody excuses themselves', () => {
	test('from one campaign', async () => {
		const id = await paperOf('focal.communeA');
		await expect(v.as('focal.communeA', (call) => exemptMember(call, id, 'Bận'))).rejects.toThrow(Forbidden);
		await expect(
			slip(
				'focal.communeA',
				() => sql`update commitment set state = 'exempt', step = step + 1, exempt_reason = 'Bận' where id = ${id}`,
			),
		).rejects.toThrow(/excuses/);
		await v.as('head.communeA', (call) => exemptMember(call, id, 'Nghỉ thai sản'));
		await expect(v.as('focal.communeA', (call) => recallMember(call, id))).rejects.toThrow(Forbidden);
	});

	test('from all', async () => {
		const own = v.memberId('head.communeA');
		const given = { reason: 'Bận', from: '2017-01-01', until: null };
		await expect(v.as('head.communeA', (call) => exemptInPeople(call, own, given))).rejects.toThrow(Forbidden);
		await expect(
			slip(
				'head.communeA',
				() => sql`insert into exemption (member_id, reason, valid) values (${own}, 'Bận', '[2017-01-01,)')`,
			),
		).rejects.toThrow(/row-level security/);
		await v.as('head.province', (call) => exemptInPeople(call, own, given));
	});
});
