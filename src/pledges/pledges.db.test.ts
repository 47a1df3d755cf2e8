import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { ElevationNeeded } from '#access';
import { createCampaign, moveCampaign } from '#campaigns';
import { asItStands, ChangedSince, Conflict, Forbidden, Invalid, NotFound, type Call } from '#platform';
import { age } from '../access/testing.ts';
import { asOperator, refusal } from '../platform/testing.ts';
import { aVillage, closedCampaigns, movesTo, type Village } from '../activities/testing.ts';
import { markOfDraft } from './draft-pledge.ts';
import {
	agreePledge,
	arrangeBlock,
	cancelPledge,
	completeSigning,
	draftPledge,
	dropLatecomer,
	editPledge,
	expectedOf,
	findPledge,
	joinPledge,
	listParties,
	listReviews,
	reopenPledge,
	reviewPledge,
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
const stateOf = (pledgeId: string) => v.as('head.province', async (call) => (await findPledge(call, pledgeId))?.state);
let blocks = 0;
const aBlock = (arranger: 'province' | 'ministry' = 'province') => {
	const { communeA, communeB } = v.unit;
	return v.as(`focal.${arranger}`, (call) =>
		arrangeBlock(call, {
			unitId: v.unit[arranger],
			year: 2017,
			name: `Khối xã ${++blocks}`,
			units: [communeA, communeB],
			leadUnitId: communeA,
			deputyUnitId: communeB,
		}),
	);
};
const agreed = async (arranger: 'province' | 'ministry' = 'province', campaignId = v.campaignId) => {
	const block = await aBlock(arranger);
	const fresh = await v.as('focal.communeA', (call) => draftPledge(call, draft({ blockId: block, campaignId })));
	await v.as('head.communeA', (call) => agreePledge(call, fresh));
	return fresh;
};
const signedByAll = async (...of: Parameters<typeof agreed>) => {
	const fresh = await agreed(...of);
	await v.as('head.communeA', (call) => signPledge(call, fresh, v.unit.communeA));
	await v.as('head.communeB', (call) => signPledge(call, fresh, v.unit.communeB));
	return fresh;
};

beforeAll(async () => {
	v = await aVillage();
	blockId = await aBlock();
	id = await v.as('focal.communeA', (call) => draftPledge(call, draft()));
});

describe('a block', () => {
	test('is made of units under the one that arranges it, and not of that one', async () => {
		const { province, communeA, elsewhere } = v.unit;
		for (const other of [elsewhere, province]) {
			const units = [communeA, other];
			const block = { unitId: province, year: 2017, name: 'Khối lạ', units, leadUnitId: communeA, deputyUnitId: null };
			await expect(v.as('focal.province', (call) => arrangeBlock(call, block))).rejects.toThrow(Invalid);
		}
	});

	test('pledges only in a campaign that it may see and that takes work', async () => {
		const { foreign, over } = await closedCampaigns(v);
		for (const campaignId of [foreign, over, 4711]) {
			await expect(v.as('focal.communeA', (call) => draftPledge(call, { ...draft(), campaignId }))).rejects.toThrow(
				Invalid,
			);
		}
	});

	test('is prepared for by its lead and deputy, not by a unit beside', async () => {
		expect(await refusal(v.as('focal.elsewhere', (call) => draftPledge(call, draft())))).toBeInstanceOf(NotFound);
		expect(await refusal(v.as('member1.communeA', (call) => draftPledge(call, draft())))).toBeInstanceOf(Forbidden);
	});
});

describe('from draft to signed', () => {
	test('a draft without movement, target or two parties is not agreed', async () => {
		await v.as('focal.communeA', (call) =>
			editPledge(call, id, draft({ content: { ...text, targets: [] } }), asItStands),
		);
		await expect(v.as('head.communeA', (call) => agreePledge(call, id))).rejects.toThrow(Invalid);
		await v.as('focal.communeA', (call) => editPledge(call, id, draft(), asItStands));
	});

	test('two who write the same draft do not write over each other', async () => {
		const [pledge, parties] = await v.as('focal.communeA', async (call) => [
			(await findPledge(call, id))!,
			await listParties(call, id),
		]);
		const write = (title: string) =>
			v.as('focal.communeA', (call) => editPledge(call, id, draft({ title }), markOfDraft(pledge, parties)));
		await write('Bản của người thứ nhất');
		expect(await refusal(write('Bản của người thứ hai'))).toBeInstanceOf(ChangedSince);
		await v.as('focal.communeA', (call) => editPledge(call, id, draft(), asItStands));
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

	test('the database itself lets nobody write, agree or reopen it who does not prepare it', async () => {
		const block = await aBlock();
		const fresh = await v.as('focal.communeA', (call) => draftPledge(call, draft({ blockId: block })));
		const forge = async (statement: ReturnType<typeof sql>, who = 'member1.communeB') =>
			String(await refusal(v.as(who, (call) => statement.execute(call.db))));
		const hash = 'a'.repeat(64);
		expect(await forge(sql`update pledge set title = 'Khác' where id = ${fresh}`)).toMatch(/not the caller/);
		const agree = sql`update pledge set state = 'agreed', text_sha256 = ${hash}, agreed_at = now() where id = ${fresh}`;
		expect(await forge(agree)).toMatch(/not the caller/);
		await v.as('head.communeA', (call) => agreePledge(call, fresh));
		const reopen = sql`update pledge set state = 'draft', text_sha256 = null, agreed_at = null where id = ${fresh}`;
		expect(await forge(reopen)).toMatch(/not the caller/);
		const sign = sql`update pledge set state = 'signed', signed_on = app.today() where id = ${fresh}`;
		expect(await forge(sign)).toMatch(/not all parties/);
		await v.as('head.communeA', (call) => signPledge(call, fresh, v.unit.communeA));
		await v.as('head.communeB', (call) => signPledge(call, fresh, v.unit.communeB));
		expect(await stateOf(fresh)).toBe('signed');
		await v.as('focal.province', (call) => findPledge(call, fresh));
		expect(await forge(sql`update pledge set signed_on = '2016-12-20' where id = ${fresh}`)).toMatch(/not the caller/);
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

	const join = (pledgeId: string, unitId: number) => (call: Call) => joinPledge(call, pledgeId, unitId, addendum);
	/** What the table lets through, were the use case wrong. */
	const slip = (who: string, pledgeId: string, unitId: number) =>
		v.as(who, (call) =>
			sql`insert into pledge_party (pledge_id, unit_id, joined, addendum) values (${pledgeId}, ${unitId}, 'addendum', '{}')`.execute(
				call.db,
			),
		);

	test('joins a signed pledge by an addendum, which its head signs', async () => {
		const { communeA, communeB, elsewhere } = v.unit;
		const late = await signedByAll('ministry');
		await v.as('focal.ministry', join(late, elsewhere));
		await v.as('head.elsewhere', (call) => signPledge(call, late, elsewhere));
		const parties = await v.as('head.ministry', (call) => listParties(call, late));
		expect(parties.map((party) => [party.unitId, party.joined])).toEqual(
			expect.arrayContaining([
				[communeA, 'founding'],
				[communeB, 'founding'],
				[elsewhere, 'addendum'],
			]),
		);
		expect(await v.counted('elsewhere', 'pledgeSigned')).toBe(1);
	});

	test('is not the unit that arranges the block, which sums it up', async () => {
		await expect(v.as('focal.province', join(id, v.unit.province))).rejects.toThrow(Invalid);
		await expect(slip('focal.province', id, v.unit.province)).rejects.toThrow(/no party/);
	});

	test('chosen by mistake is taken out by whoever prepares, until it has signed', async () => {
		const late = await signedByAll('ministry');
		const drop = (who: string, unit: number) => v.as(who, (call) => dropLatecomer(call, late, unit));
		await v.as('focal.ministry', join(late, v.unit.elsewhere));
		await expect(drop('head.elsewhere', v.unit.elsewhere)).rejects.toThrow(Forbidden);
		await drop('focal.communeA', v.unit.elsewhere);
		await expect(drop('focal.communeA', v.unit.elsewhere)).rejects.toThrow(Conflict);
		await v.as('focal.ministry', join(late, v.unit.elsewhere));
		await v.as('head.elsewhere', (call) => signPledge(call, late, v.unit.elsewhere));
		for (const unit of [v.unit.elsewhere, v.unit.communeA])
			await expect(drop('focal.communeA', unit)).rejects.toThrow(Conflict);
	});

	test('neither joins nor signs once the campaign is over', async () => {
		const dates = { startsOn: '2016-12-19', endsOn: '2036-12-31' };
		const slug = 'sap-dong';
		const campaign = await asOperator(v.house, (call) =>
			createCampaign(call, { slug, unitId: v.unit.ministry, title: 'Sắp đóng', ...dates }),
		);
		const move = (...moves: Parameters<typeof moveCampaign>[2][]) =>
			asOperator(v.house, async (call) => {
				for (const each of moves) await moveCampaign(call, slug, each);
			});
		await move('issue');
		const [late, other] = [await signedByAll('ministry', campaign.id), await signedByAll('ministry', campaign.id)];
		await v.as('focal.ministry', join(late, v.unit.elsewhere));
		expect(await v.as('head.elsewhere', expectedOf)).toHaveLength(1);
		await move('launch', 'run', 'review', 'close');
		expect(await v.as('head.elsewhere', expectedOf)).toHaveLength(0);
		await expect(v.as('focal.ministry', join(other, v.unit.elsewhere))).rejects.toThrow(Invalid);
		await expect(v.as('head.elsewhere', (call) => signPledge(call, late, v.unit.elsewhere))).rejects.toThrow(Invalid);
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
	['editPledge', (call) => editPledge(call, id, draft(), asItStands)],
	['agreePledge', (call) => agreePledge(call, id)],
	['reopenPledge', (call) => reopenPledge(call, id)],
	['signPledge', (call) => signPledge(call, id, v.unit.communeA)],
	['joinPledge', (call) => joinPledge(call, id, v.unit.elsewhere, { targets: [], title: '', note: '' })],
	['completeSigning', (call) => completeSigning(call, id)],
	['cancelPledge', (call) => cancelPledge(call, id, 'x')],
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

describe('what a block finds of its signed pledge', () => {
	const today = () => v.as('head.province', async (call) => call.today);
	const finding = (unitId: number, score: number | null = null) => ({ unitId, score, note: 'Đã làm', title: '' });
	const both = (...scores: (number | null)[]) => [
		finding(v.unit.communeA, scores[0] ?? null),
		finding(v.unit.communeB, scores[1] ?? null),
	];
	const found = async (findings = both()) => ({ heldOn: await today(), summary: 'Kết luận', findings });

	test('is supervised, scored and summed up, each once and in this order, the last by another person', async () => {
		const fresh = await signedByAll();
		const review = await found();
		await expect(v.as('focal.province', (call) => reviewPledge(call, fresh, 'close', review))).rejects.toThrow(
			Conflict,
		);
		await v.as('focal.communeA', (call) => reviewPledge(call, fresh, 'checkMidTerm', review));
		await expect(v.as('focal.communeA', (call) => reviewPledge(call, fresh, 'checkMidTerm', review))).rejects.toThrow(
			Conflict,
		);
		const scored = await found(both(80, 95.5));
		await v.as('focal.province', (call) => reviewPledge(call, fresh, 'score', scored));
		await expect(v.as('focal.communeA', (call) => reviewPledge(call, fresh, 'close', review))).rejects.toThrow(
			Forbidden,
		);
		await expect(v.as('focal.province', (call) => reviewPledge(call, fresh, 'close', review))).rejects.toThrow(
			Forbidden,
		);
		const written = v.as('focal.province', (call) =>
			sql`insert into pledge_review (pledge_id, stage, held_on, summary, findings, entered_by)
				values (${fresh}, 'closed', app.today(), 'Kết luận', '[]', app.account_id())`.execute(call.db),
		);
		await expect(written).rejects.toThrow(/does not sum it up/);
		await v.as('head.province', (call) => reviewPledge(call, fresh, 'close', review));
		expect(await stateOf(fresh)).toBe('closed');
		const reviews = await v.as('head.communeB', (call) => listReviews(call, fresh));
		expect(reviews.map(({ stage }) => stage)).toEqual(['midTermChecked', 'scored', 'closed']);
		expect(reviews[1]!.findings).toMatchObject([{ score: 80 }, { score: 95.5 }]);
	});

	test('speaks of every party that signed, on a day since then', async () => {
		const fresh = await signedByAll();
		const check = (review: Awaited<ReturnType<typeof found>>) =>
			v.as('focal.communeA', (call) => reviewPledge(call, fresh, 'checkMidTerm', review));
		const one = await found([finding(v.unit.communeA)]);
		await expect(check(one)).rejects.toThrow(Invalid);
		await expect(check({ ...(await found()), heldOn: '2010-01-01' })).rejects.toThrow(Invalid);
		await expect(
			v.as('member1.communeB', async (call) => reviewPledge(call, fresh, 'checkMidTerm', await found())),
		).rejects.toThrow(Forbidden);
	});

	test('is never changed, and no party moves the pledge past it', async () => {
		const fresh = await signedByAll();
		const move = v.as('head.communeB', (call) =>
			sql`update pledge set state = 'scored' where id = ${fresh}`.execute(call.db),
		);
		await expect(move).rejects.toThrow(/nothing was found/);
		await v.as('focal.communeA', async (call) => reviewPledge(call, fresh, 'checkMidTerm', await found()));
		const rewritten = v.as('focal.communeA', (call) =>
			sql`update pledge_review set summary = 'Khác' where pledge_id = ${fresh}`.execute(call.db),
		);
		await expect(rewritten).rejects.toThrow('permission denied');
		const forOthers = v.as('member1.communeB', (call) =>
			sql`insert into pledge_review (pledge_id, stage, held_on, summary, findings, entered_by)
				values (${fresh}, 'scored', app.today(), 'Điểm', ${JSON.stringify(both(90, 80))}, app.account_id())`.execute(
				call.db,
			),
		);
		await expect(forOthers).rejects.toThrow(/row-level security/);
	});

	test('speaks once of each party: not twice of one and never of another', async () => {
		const fresh = await signedByAll();
		const { communeA, communeB, province } = v.unit;
		for (const units of [
			[communeA, communeA],
			[communeA, communeB, communeB],
			[communeA, province],
		]) {
			const review = await found(units.map((unitId) => finding(unitId, 90)));
			await expect(v.as('focal.communeA', (call) => reviewPledge(call, fresh, 'score', review))).rejects.toThrow(
				Invalid,
			);
			const written = v.as('focal.communeA', (call) =>
				sql`insert into pledge_review (pledge_id, stage, held_on, summary, findings, entered_by)
					values (${fresh}, 'scored', app.today(), 'Điểm', ${JSON.stringify(review.findings)}, app.account_id())`.execute(
					call.db,
				),
			);
			await expect(written).rejects.toThrow(/not once of each party/);
		}
		await v.as('focal.communeA', async (call) => reviewPledge(call, fresh, 'score', await found(both(80, 90))));
		await v.as('head.province', async (call) => reviewPledge(call, fresh, 'close', await found(both(1, 2))));
		const reviews = await v.as('head.province', (call) => listReviews(call, fresh));
		expect(reviews.map(({ findings }) => findings.length)).toEqual([2, 0]);
	});

	test('is dated in the order in which it was found, and whoever has to find is told', async () => {
		const fresh = await agreed();
		for (const unit of ['communeA', 'communeB'] as const)
			await v.on('2017-03-24', `head.${unit}`, (call) => signPledge(call, fresh, v.unit[unit]));
		const told = async (day: string, who: string) =>
			(await v.on(day, who, expectedOf)).flatMap(({ href }) => (href.includes(fresh) ? [href.split('/').at(-1)] : []));
		const review = async (who: string, move: 'checkMidTerm' | 'score' | 'close', heldOn: string) =>
			v.as(who, async (call) => reviewPledge(call, fresh, move, { ...(await found(both(80, 90))), heldOn }));

		expect(await told('2017-06-30', 'head.communeA')).toEqual([]);
		expect(await told('2017-07-01', 'head.communeA')).toEqual(['kiem-tra']);
		expect(await told('2017-07-01', 'head.communeB')).toEqual([]);
		await review('focal.communeA', 'checkMidTerm', '2017-07-05');
		expect(await told('2017-11-30', 'focal.communeA')).toEqual([]);
		expect(await told('2017-12-01', 'focal.communeA')).toEqual(['cham-diem']);
		await expect(review('focal.province', 'score', '2017-07-04')).rejects.toThrow(Invalid);
		await review('focal.province', 'score', '2017-12-18');
		expect(await told('2017-12-19', 'head.communeA')).toEqual([]);
		expect(await told('2017-12-19', 'focal.province')).toEqual([]);
		expect(await told('2017-12-19', 'head.province')).toEqual(['tong-ket']);
		await expect(review('head.province', 'close', '2017-12-17')).rejects.toThrow(Invalid);
		const early = v.as('head.province', (call) =>
			sql`insert into pledge_review (pledge_id, stage, held_on, summary, findings, entered_by)
				values (${fresh}, 'closed', '2017-12-17', 'Kết luận', '[]', app.account_id())`.execute(call.db),
		);
		await expect(early).rejects.toThrow(/found before/);
		await review('head.province', 'close', '2017-12-18');
		expect(await told('2017-12-31', 'head.province')).toEqual([]);
	});

	test('leaves a latecomer in the middle of the year its signature, and after it until the scores', async () => {
		const fresh = await signedByAll('ministry');
		const { elsewhere } = v.unit;
		const addendum = { targets: [], title: '', note: '' };
		await v.as('focal.ministry', (call) => joinPledge(call, fresh, elsewhere, addendum));
		await v.as('focal.communeA', async (call) => reviewPledge(call, fresh, 'checkMidTerm', await found()));
		const awaited = (await v.as('head.elsewhere', expectedOf)).map(({ href }) => href);
		expect(awaited.filter((href) => href.includes(`${fresh}/ky/${elsewhere}`))).toHaveLength(1);
		await v.as('head.elsewhere', (call) => signPledge(call, fresh, elsewhere));
		const scores = await found([...both(80, 90), finding(elsewhere, 70)]);
		await v.as('focal.communeA', (call) => reviewPledge(call, fresh, 'score', scores));
		await expect(v.as('focal.ministry', (call) => joinPledge(call, fresh, v.unit.communeA, addendum))).rejects.toThrow(
			Conflict,
		);
	});

	test('a unit joins also after the middle of the year', async () => {
		const fresh = await signedByAll('ministry');
		const { elsewhere } = v.unit;
		await v.as('focal.communeA', async (call) => reviewPledge(call, fresh, 'checkMidTerm', await found()));
		await v.as('focal.ministry', (call) => joinPledge(call, fresh, elsewhere, { targets: [], title: '', note: '' }));
		await v.as('head.elsewhere', (call) => signPledge(call, fresh, elsewhere));
		const parties = await v.as('head.ministry', (call) => listParties(call, fresh));
		expect(parties.every(({ signedAt }) => signedAt !== null)).toBe(true);
	});

	test('is not scored before November of its year', async () => {
		const fresh = await agreed();
		for (const unit of ['communeA', 'communeB'] as const)
			await v.on('2017-03-24', `head.${unit}`, (call) => signPledge(call, fresh, v.unit[unit]));
		const score = async (heldOn: string) =>
			v.as('focal.province', async (call) =>
				reviewPledge(call, fresh, 'score', { ...(await found(both(80, 90))), heldOn }),
			);
		await expect(score('2017-10-31')).rejects.toThrow(/01\/11/);
		const early = v.as('focal.province', (call) =>
			sql`insert into pledge_review (pledge_id, stage, held_on, summary, findings, entered_by)
				values (${fresh}, 'scored', '2017-10-31', 'Điểm', ${JSON.stringify(both(80, 90))}, app.account_id())`.execute(
				call.db,
			),
		);
		await expect(early).rejects.toThrow(/not yet to be scored/);
		await score('2017-11-01');
	});
});

describe('a block has one pledge of a campaign', () => {
	test('another is begun only once whoever arranges the block has cancelled the first, which counts no more', async () => {
		const first = await agreed();
		const { blockId: block } = (await v.as('head.province', (call) => findPledge(call, first)))!;
		const again = () => v.as('focal.communeA', (call) => draftPledge(call, draft({ blockId: block })));
		await expect(again()).rejects.toThrow(Conflict);
		const before = await v.counted('communeA', 'pledgeSigned');
		await v.as('head.communeA', (call) => signPledge(call, first, v.unit.communeA));
		expect(await v.counted('communeA', 'pledgeSigned')).toBe(before + 1);

		const cancel = (who: string) => v.as(who, (call) => cancelPledge(call, first, 'Một xã không ký'));
		await expect(cancel('focal.communeA')).rejects.toThrow(Forbidden);
		const forged = v.as('focal.communeA', (call) =>
			sql`update pledge set state = 'cancelled', cancel_reason = 'x' where id = ${first}`.execute(call.db),
		);
		await expect(forged).rejects.toThrow(/arranges the block/);
		await cancel('focal.province');
		await expect(cancel('focal.province')).rejects.toThrow(Conflict);
		expect(await stateOf(first)).toBe('cancelled');
		expect(await v.counted('communeA', 'pledgeSigned')).toBe(before);
		await expect(v.as('head.communeB', (call) => signPledge(call, first, v.unit.communeB))).rejects.toThrow(Conflict);
		await again();
		await expect(again()).rejects.toThrow(Conflict);
	});

	test('one that all have signed is not cancelled', async () => {
		await expect(v.as('head.province', (call) => cancelPledge(call, id, 'x'))).rejects.toThrow(Conflict);
	});
});

describe('when the tree changes under a pledge', () => {
	test('what continues a party is that party: it neither joins nor is counted a second time', async () => {
		const { communeA, communeB, elsewhere } = v.unit;
		const late = await signedByAll('ministry');
		const addendum = { targets: [], title: '', note: '' };
		const join = (unitId: number) => v.as('focal.ministry', (call) => joinPledge(call, late, unitId, addendum));
		await join(elsewhere);
		// The other province is merged into the commune; later the commune into the other province.
		await continues(elsewhere, communeB);
		await expect(v.as('head.communeB', (call) => signPledge(call, late, elsewhere))).rejects.toThrow(Conflict);
		const slipped = v.as('head.communeB', (call) =>
			sql`update pledge_party set signed_at = app.now(), signed_by = app.account_id(), signer_name = 'x',
				text_sha256 = repeat('a', 64) where pledge_id = ${late} and unit_id = ${elsewhere}`.execute(call.db),
		);
		await expect(slipped).rejects.toThrow(/is that party/);
		await v.as('focal.ministry', (call) => dropLatecomer(call, late, elsewhere));
		await continues(elsewhere, elsewhere);
		await continues(communeA, elsewhere);
		await expect(join(elsewhere)).rejects.toThrow(Conflict);
		await continues(communeA, communeA);
	});

	/** A pledge of the two communes and of the other province, agreed. */
	const ofThree = async () => {
		const parties = [v.unit.communeA, v.unit.communeB, v.unit.elsewhere];
		const block = await v.as('focal.ministry', (call) =>
			arrangeBlock(call, {
				unitId: v.unit.ministry,
				year: 2017,
				name: `Khối ba ${++blocks}`,
				units: parties,
				leadUnitId: v.unit.communeA,
				deputyUnitId: null,
			}),
		);
		const fresh = await v.as('focal.communeA', (call) => draftPledge(call, draft({ blockId: block, parties })));
		await v.as('head.communeA', (call) => agreePledge(call, fresh));
		return fresh;
	};
	const slipped = (who: string, pledgeId: string, unitId: number) =>
		v.as(who, (call) =>
			sql`update pledge_party set signed_at = app.now(), signed_by = app.account_id(), signer_name = 'x',
				text_sha256 = repeat('a', 64) where pledge_id = ${pledgeId} and unit_id = ${unitId}`.execute(call.db),
		);
	const awaits = async (who: string, pledgeId: string) =>
		(await v.as(who, (call) => expectedOf(call))).filter(({ href }) => href.includes(pledgeId)).length;
	const sign = (who: string, pledgeId: string, unitId: number) =>
		v.as(who, (call) => signPledge(call, pledgeId, unitId));

	test('nobody signs for a party that was abolished, nor whoever arranges the block for one that it continues', async () => {
		const { communeA, communeB, province, ministry } = v.unit;
		const counts = async () => [
			await v.counted('communeA', 'pledgeSigned'),
			await v.counted('province', 'pledgeSigned'),
			await v.counted('ministry', 'pledgeSigned'),
		];
		const [before, ...none] = (await counts()) as [number, number, number];
		for (const [fresh, heir, head, byAbolition] of [
			[await agreed(), province, 'head.province', true],
			[await agreed(), province, 'head.province', false],
			[await agreed('ministry'), province, 'head.province', true],
			[await agreed('ministry'), ministry, 'head.ministry', false],
		] as const) {
			await continues(communeB, heir, byAbolition);
			expect(await awaits(head, fresh)).toBe(0);
			await expect(sign(head, fresh, communeB)).rejects.toThrow(Conflict);
			await expect(slipped(head, fresh, communeB)).rejects.toThrow(/nobody signs for this party/);
			expect(await awaits('head.communeA', fresh)).toBe(1);
			await sign('head.communeA', fresh, communeA);
			expect(await stateOf(fresh)).toBe('signed');
			await continues(communeB, communeB);
		}
		expect(await counts()).toEqual([before + 4, ...none]);
	});

	test('two parties that have become one unit sign once', async () => {
		const { communeA, communeB, elsewhere } = v.unit;
		const fresh = await ofThree();
		const before = await v.counted('communeB', 'pledgeSigned');
		await continues(communeA, communeB);
		await sign('head.communeB', fresh, communeA);
		expect(await awaits('head.communeB', fresh)).toBe(0);
		await expect(sign('head.communeB', fresh, communeB)).rejects.toThrow(Conflict);
		await expect(slipped('head.communeB', fresh, communeB)).rejects.toThrow(/that party which signed/);
		expect(await v.counted('communeB', 'pledgeSigned')).toBe(before + 1);
		expect(await v.as('head.ministry', async (call) => (await findPledge(call, fresh))?.state)).toBe('agreed');
		await sign('head.elsewhere', fresh, elsewhere);
		expect(await v.as('head.ministry', async (call) => (await findPledge(call, fresh))?.state)).toBe('signed');
		await continues(communeA, communeA);
	});

	test('one whose last party fell out after the others signed is said to be signed by who prepares it', async () => {
		const { communeA, communeB, province } = v.unit;
		const fresh = await agreed();
		const complete = (who: string) => v.as(who, (call) => completeSigning(call, fresh));
		await expect(complete('focal.province')).rejects.toThrow(Conflict);
		await sign('head.communeA', fresh, communeA);
		await expect(complete('focal.province')).rejects.toThrow(Conflict);
		await continues(communeB, province, true);
		await expect(complete('focal.communeB')).rejects.toThrow();
		await complete('focal.province');
		expect(await stateOf(fresh)).toBe('signed');
		await continues(communeB, communeB);

		// With nobody bound by it there is nothing to complete, whatever the code does.
		const empty = await agreed();
		for (const unitId of [communeA, communeB]) await continues(unitId, province, true);
		await expect(complete('focal.province')).rejects.toThrow(Conflict);
		const forged = v.as('focal.province', (call) =>
			sql`update pledge set state = 'signed', signed_on = app.today() where id = ${empty}`.execute(call.db),
		);
		await expect(forged).rejects.toThrow(/not all parties/);
		for (const unitId of [communeA, communeB]) await continues(unitId, unitId);
	});

	test('one that a party signed which moved to another province since is cancelled all the same, and counts no more', async () => {
		const fresh = await agreed();
		const before = await v.counted('communeB', 'pledgeSigned');
		await v.as('head.communeB', (call) => signPledge(call, fresh, v.unit.communeB));
		await movesTo(v, 'communeB', 'elsewhere');
		const taken = v.as('focal.communeA', (call) =>
			sql`select app.take_back_pledge(${fresh}, array(select a.id from act a))`.execute(call.db),
		);
		await expect(taken).rejects.toThrow(/arranges the block/);
		await v.as('focal.province', (call) => cancelPledge(call, fresh, 'Một xã không ký'));
		expect(await stateOf(fresh)).toBe('cancelled');
		expect(await v.counted('communeB', 'pledgeSigned')).toBe(before);
	});
});

/** One unit is continued by another from today on, or abolished under it; or again continued by itself. */
const continues = (unitId: number, heir: number, byAbolition = false) =>
	asOperator(v.house, (call) =>
		sql`update unit_heir set heir_id = ${heir}, by_abolition = ${byAbolition} where unit_id = ${unitId}`.execute(
			call.db,
		),
	);
