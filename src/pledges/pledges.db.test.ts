import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { ElevationNeeded } from '#access';
import { Conflict, Forbidden, Invalid, NotFound, type Call } from '#platform';
import { age } from '../access/testing.ts';
import { aVillage, type Village } from '../activities/testing.ts';
import {
	agreePledge,
	arrangeBlock,
	draftPledge,
	editPledge,
	expectedOf,
	findPledge,
	joinPledge,
	listParties,
	reopenPledge,
	signPledge,
	type PledgeText,
} from './index.ts';

let v: Village;
let blockId: string;
let id: string;

const text: PledgeText = {
	grounds: 'Căn cứ Kế hoạch số 12',
	movements: [{ name: 'Vì nhân dân phục vụ', goal: '', startsOn: '2017-01-01', reviewedOn: '2017-12-15' }],
	targets: [{ indicator: 'Cam kết đã ký', unit: '%', plan: 100, note: '' }],
	titles: [],
	checking: '',
};
const draft = (more = {}) => ({
	blockId,
	campaignId: v.campaignId,
	activityId: null,
	title: 'Giao ước năm 2017',
	content: text,
	parties: [v.unit.communeA, v.unit.communeB],
	...more,
});
const refusal = (act: Promise<unknown>): Promise<unknown> =>
	act.then(
		() => undefined,
		(error: unknown) => error,
	);
const stateOf = (pledgeId: string) => v.as('head.province', async (call) => (await findPledge(call, pledgeId))?.state);
const agreed = async () => {
	const fresh = await v.as('focal.communeA', (call) => draftPledge(call, draft()));
	await v.as('head.communeA', (call) => agreePledge(call, fresh));
	return fresh;
};

beforeAll(async () => {
	v = await aVillage();
	const { province, communeA, communeB } = v.unit;
	blockId = await v.as('focal.province', (call) =>
		arrangeBlock(call, {
			unitId: province,
			year: 2017,
			name: 'Khối xã',
			units: [communeA, communeB],
			leadUnitId: communeA,
			deputyUnitId: communeB,
		}),
	);
	id = await v.as('focal.communeA', (call) => draftPledge(call, draft()));
});

describe('a block', () => {
	test('is made of units under the one that arranges it', async () => {
		const { province, communeA, elsewhere } = v.unit;
		const block = {
			unitId: province,
			year: 2017,
			name: 'Khối lạ',
			units: [communeA, elsewhere],
			leadUnitId: communeA,
			deputyUnitId: null,
		};
		await expect(v.as('focal.province', (call) => arrangeBlock(call, block))).rejects.toThrow(Invalid);
	});

	test('is prepared for by its lead and deputy, not by a unit beside', async () => {
		expect(await refusal(v.as('focal.elsewhere', (call) => draftPledge(call, draft())))).toBeInstanceOf(NotFound);
		expect(await refusal(v.as('member1.communeA', (call) => draftPledge(call, draft())))).toBeInstanceOf(Forbidden);
	});
});

describe('from draft to signed', () => {
	test('a draft without movement, target or two parties is not agreed', async () => {
		await v.as('focal.communeA', (call) => editPledge(call, id, draft({ content: { ...text, targets: [] } })));
		await expect(v.as('head.communeA', (call) => agreePledge(call, id))).rejects.toThrow(Invalid);
		await v.as('focal.communeA', (call) => editPledge(call, id, draft()));
	});

	test('nobody signs a draft', async () => {
		await expect(v.as('head.communeA', (call) => signPledge(call, id, v.unit.communeA))).rejects.toThrow(Conflict);
	});

	test('an agreed text is opened again while nobody has signed', async () => {
		await v.as('head.communeA', (call) => agreePledge(call, id));
		await v.as('head.communeB', (call) => reopenPledge(call, id));
		await v.as('head.communeA', (call) => agreePledge(call, id));
		expect(await stateOf(id)).toBe('agreed');
	});

	test('a head signs for the own unit only, the head above for none', async () => {
		expect(await refusal(v.as('head.communeA', (call) => signPledge(call, id, v.unit.communeB)))).toBeInstanceOf(
			Forbidden,
		);
		expect(await refusal(v.as('head.province', (call) => signPledge(call, id, v.unit.communeA)))).toBeInstanceOf(
			Forbidden,
		);
		expect(await refusal(v.as('focal.communeA', (call) => signPledge(call, id, v.unit.communeA)))).toBeInstanceOf(
			Forbidden,
		);
	});

	test('it is expected of the heads of the parties', async () => {
		expect(await v.as('head.communeB', (call) => expectedOf(call))).toHaveLength(1);
		expect(await v.as('head.elsewhere', (call) => expectedOf(call))).toHaveLength(0);
	});

	test('a head who proved long ago who they are is asked again, and signs then', async () => {
		const accountId = await v.as('head.communeA', async (call) => call.actor.accountId!);
		await age(v.house, accountId, 'elevated_at', '6 minutes');
		const sign = () => v.as('head.communeA', (call) => signPledge(call, id, v.unit.communeA));
		expect(await refusal(sign())).toBeInstanceOf(ElevationNeeded);
		await age(v.house, accountId, 'elevated_at', '-6 minutes');
	});

	test('once one has signed, the text cannot change; once all have, it is signed and each party counted once', async () => {
		await v.as('head.communeA', (call) => signPledge(call, id, v.unit.communeA));
		expect(await stateOf(id)).toBe('agreed');
		await expect(v.as('head.communeB', (call) => reopenPledge(call, id))).rejects.toThrow(Conflict);
		await v.as('head.communeB', (call) => signPledge(call, id, v.unit.communeB));
		expect(await stateOf(id)).toBe('signed');
		expect(await v.counted('communeA', 'pledgeSigned')).toBe(1);
		expect(await v.counted('communeB', 'pledgeSigned')).toBe(1);
	});

	test('all parties sign the same hash', async () => {
		const parties = await v.as('head.province', (call) => listParties(call, id));
		expect(new Set(parties.map((party) => party.textSha256)).size).toBe(1);
		expect(parties.every((party) => party.signerName?.includes('head.commune'))).toBe(true);
	});

	test('the database itself keeps the text, the parties and the signatures', async () => {
		const forge = (statement: ReturnType<typeof sql>) =>
			refusal(v.as('head.communeA', (call) => statement.execute(call.db)));
		expect(String(await forge(sql`update pledge set title = 'Khác' where id = ${id}`))).toMatch(/fixed/);
		expect(String(await forge(sql`update pledge set content = '{}' where id = ${id}`))).toMatch(/fixed/);
		expect(
			String(
				await forge(
					sql`update pledge_party set signer_name = 'Khác' where pledge_id = ${id} and unit_id = ${v.unit.communeA}`,
				),
			),
		).toMatch(/never changed/);
		expect(String(await forge(sql`delete from pledge_party where pledge_id = ${id}`))).toMatch(/never changed/);
	});
});

describe('at the same time', () => {
	test('two heads sign at once: both signatures stand, and the pledge is signed', async () => {
		const fresh = await agreed();
		await Promise.all([
			v.as('head.communeA', (call) => signPledge(call, fresh, v.unit.communeA)),
			v.as('head.communeB', (call) => signPledge(call, fresh, v.unit.communeB)),
		]);
		expect(await stateOf(fresh)).toBe('signed');
	});

	test('one head signs twice at once: once it counts', async () => {
		const fresh = await agreed();
		const before = await v.counted('communeA', 'pledgeSigned');
		const sign = () => v.as('head.communeA', (call) => signPledge(call, fresh, v.unit.communeA));
		const outcomes = await Promise.allSettled([sign(), sign(), sign()]);
		expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
		expect(await v.counted('communeA', 'pledgeSigned')).toBe(before + 1);
	});
});

describe('a latecomer', () => {
	const addendum = { targets: [], title: 'Đơn vị quyết thắng', note: '' };

	test('joins a signed pledge by an addendum, which its head signs', async () => {
		const { communeA, communeB } = v.unit;
		// The province arranges; of its two communes only these two could be parties, so the latecomer is the province's own head office.
		await v.as('focal.province', (call) => joinPledge(call, id, v.unit.province, addendum));
		await v.as('head.province', (call) => signPledge(call, id, v.unit.province));
		const parties = await v.as('head.province', (call) => listParties(call, id));
		expect(parties.map((party) => [party.unitId, party.joined])).toEqual(
			expect.arrayContaining([
				[communeA, 'founding'],
				[communeB, 'founding'],
				[v.unit.province, 'addendum'],
			]),
		);
		expect(await v.counted('province', 'pledgeSigned')).toBe(1);
	});

	test('nobody joins twice, and no unit from elsewhere', async () => {
		expect(
			await refusal(v.as('focal.province', (call) => joinPledge(call, id, v.unit.communeA, addendum))),
		).toBeInstanceOf(Conflict);
		expect(
			await refusal(v.as('focal.province', (call) => joinPledge(call, id, v.unit.elsewhere, addendum))),
		).toBeInstanceOf(Invalid);
	});
});

test.each<[string, (call: Call) => Promise<unknown>]>([
	['draftPledge', (call) => draftPledge(call, draft())],
	['editPledge', (call) => editPledge(call, id, draft())],
	['agreePledge', (call) => agreePledge(call, id)],
	['reopenPledge', (call) => reopenPledge(call, id)],
	['signPledge', (call) => signPledge(call, id, v.unit.communeA)],
	['joinPledge', (call) => joinPledge(call, id, v.unit.elsewhere, { targets: [], title: '', note: '' })],
	[
		'arrangeBlock',
		(call) =>
			arrangeBlock(call, {
				unitId: v.unit.province,
				year: 2018,
				name: 'x',
				units: [1, 2],
				leadUnitId: 1,
				deputyUnitId: null,
			}),
	],
])('an outsider may not: %s', async (_name, act) => {
	for (const who of ['head.elsewhere', 'focal.elsewhere', 'member1.communeA']) {
		const error = await refusal(v.as(who, act));
		expect(error instanceof NotFound || error instanceof Forbidden, `${who}: ${String(error)}`).toBe(true);
	}
});

test('a unit beside does not know of the pledge, a member of a party does', async () => {
	expect(await v.as('head.elsewhere', (call) => findPledge(call, id))).toBeUndefined();
	expect(await v.as('member1.communeB', (call) => findPledge(call, id))).toBeDefined();
});
