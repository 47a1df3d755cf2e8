import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { anAccount, aSession } from '../access/testing.ts';
import { Conflict, Invalid, NotFound, work, type Call, type House } from '#platform';
import { asOperator } from '../platform/testing.ts';
import { figuresOf } from './figures-of.ts';
import { foldUntilEmpty } from './fold.ts';
import { correctAct, recordAct, recordActs, type NewAct } from './record-acts.ts';
import { smallBody, unitOf } from './testing.ts';

let house: House;
let commune: number;
let other: number;
let campaigns = 0;
beforeAll(async () => {
	house = await smallBody();
	commune = await unitOf(house, 'X1');
	other = await unitOf(house, 'X3');
});

const session = (campaignId: number, more: Partial<NewAct> = {}): NewAct => ({
	id: randomUUID(),
	unitId: commune,
	campaignId,
	metric: 'studySession',
	occurredOn: '2025-03-10',
	...more,
});

const countOf = (call: Call, unitId: number, campaignId: number) =>
	figuresOf(call, unitId, { campaignId, period: { from: '2025-01-01', to: '2025-12-31' }, basis: 'was' });

const folded = (campaignId: number, unitId = commune) =>
	asOperator(house, async (call) => {
		await foldUntilEmpty(call);
		return (await countOf(call, unitId, campaignId)).amounts;
	});

test('an act repeated is counted once', async () => {
	const campaign = ++campaigns;
	const act = session(campaign);
	expect(await asOperator(house, (call) => recordAct(call, act))).toBe(1);
	expect(await asOperator(house, (call) => recordActs(call, [act, act]))).toBe(0);
	expect(await folded(campaign)).toEqual({ studySession: '1' });
});

test('the same id for another act is refused, and nothing of the batch is kept', async () => {
	const campaign = ++campaigns;
	const act = session(campaign);
	await asOperator(house, (call) => recordAct(call, act));
	const batch = [session(campaign), { ...act, qty: 2 }];
	await expect(asOperator(house, (call) => recordActs(call, batch))).rejects.toBeInstanceOf(Conflict);
	expect(await folded(campaign)).toEqual({ studySession: '1' });
});

test('an act before its unit began is refused', async () => {
	const early = session(++campaigns, { occurredOn: '2023-12-31' });
	await expect(asOperator(house, (call) => recordAct(call, early))).rejects.toBeInstanceOf(Invalid);
});

test('what is taken back is an act of the opposite sign, once', async () => {
	const campaign = ++campaigns;
	const act = session(campaign, { qty: '12.5' });
	const back = randomUUID();
	await asOperator(house, (call) => recordAct(call, act));
	await asOperator(house, (call) => correctAct(call, act.id, back));
	await asOperator(house, (call) => correctAct(call, act.id, back));
	await expect(asOperator(house, (call) => correctAct(call, act.id, randomUUID()))).rejects.toBeInstanceOf(Conflict);
	expect(await folded(campaign)).toEqual({ studySession: '0' });
});

test('somebody records for units in sight only, and sees the figures of those only', async () => {
	const campaign = ++campaigns;
	const province = await unitOf(house, 'P1');
	const account = await anAccount(house, 'focal.p1', [{ role: 'focalOfficer', unitId: province }]);
	const caller = await aSession(house, account);
	await work(house, caller, (call) => recordAct(call, session(campaign)));
	await expect(work(house, caller, (call) => recordAct(call, session(campaign, { unitId: other })))).rejects.toThrow(
		'row-level security',
	);
	await asOperator(house, (call) => recordAct(call, session(campaign, { unitId: other })));
	expect(await folded(campaign, other)).toEqual({ studySession: '1' });

	const amounts = (unitId: number) =>
		work(house, caller, async (call) => (await countOf(call, unitId, campaign)).amounts);
	expect(await amounts(province)).toEqual({ studySession: '1' });
	expect(await amounts(commune)).toEqual({ studySession: '1' });
	expect(await amounts(other)).toEqual({ studySession: '0' });
	expect(await amounts(await unitOf(house, 'VN'))).toEqual({ studySession: '0' });
});

test('an act that one may not see cannot be taken back, and is not known to exist', async () => {
	const act = session(++campaigns, { unitId: other });
	await asOperator(house, (call) => recordAct(call, act));
	const account = await anAccount(house, 'focal.p1b', [{ role: 'focalOfficer', unitId: await unitOf(house, 'P1') }]);
	const caller = await aSession(house, account);
	await expect(work(house, caller, (call) => correctAct(call, act.id, randomUUID()))).rejects.toBeInstanceOf(NotFound);
});
