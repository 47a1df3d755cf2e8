import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { House } from '#platform';
import { anAccount, aSession, as } from '../access/testing.ts';
import { asOperator } from '../platform/testing.ts';
import { countActsBehind, listActsBehind } from './acts-behind.store.ts';
import { figuresOf } from './figures-of.ts';
import { foldUntilEmpty } from './fold.ts';
import type { MetricKey } from './metrics.ts';
import { recordActs } from './record-acts.ts';
import { ensureNow } from './refresh-now.ts';
import { reorganise, smallBody, unitOf } from './testing.ts';

/** The second province kept six tenths of its past when it was split on 1 August 2025, and went on; its commune went along with the new one. */
let house: House;
const id: Record<string, number> = {};
const period = { from: '2025-01-01', to: '2025-12-31' };

beforeAll(async () => {
	house = await smallBody();
	await reorganise(
		house,
		'2025-08-01',
		'create,,,P9,Tỉnh chín,tinh,VN,\nsplit,P2,P2,,,,,0.6\nsplit,P2,P9,,,,,0.4\nmove,X3,,,,,P9,',
	);
	for (const code of ['P2', 'P9', 'VN', 'X3']) id[code] = await unitOf(house, code);
	const act = (code: string, metric: MetricKey, qty: number, occurredOn: string) => ({
		id: randomUUID(),
		unitId: id[code]!,
		campaignId: 1,
		metric,
		qty,
		occurredOn,
	});
	await asOperator(house, async (call) => {
		await recordActs(call, [
			act('P2', 'studySession', 10, '2025-03-10'),
			act('P2', 'studySession', 100, '2025-09-10'),
			act('X3', 'studySession', 3, '2025-02-10'),
			act('P2', 'memberOnStrength', 40, '2025-01-10'),
		]);
		await foldUntilEmpty(call);
	});
	await ensureNow(house, { kind: 'operator', name: 'test' });
});

/** The figure of today’s tree, and the acts behind it with the part of each that counts. */
const behind = async (code: string, metric: MetricKey, basis: 'was' | 'now' = 'now') => {
	const account = await anAccount(house, `head.${randomUUID()}`, [{ role: 'unitHead', unitId: id.VN! }]);
	return as(house, await aSession(house, account), async (call) => {
		const question = { nodeId: id[code]!, campaignId: 1, period, basis, metric };
		const acts = await listActsBehind(call, question, { dir: 'asc', limit: 10, offset: 0 });
		const { amounts } = await figuresOf(call, id[code]!, { campaignId: 1, period, basis });
		return {
			figure: Number(amounts[metric] ?? 0),
			acts: acts.map(({ qty, share }) => [Number(qty), Number(share)]),
			count: await countActsBehind(call, question),
		};
	});
};

test('of what a unit did before it was split and went on, each heir has its share; of what it did since, nobody else has any', async () => {
	expect(await behind('P9', 'studySession')).toEqual({
		figure: 7,
		acts: [
			[3, 1],
			[10, 0.4],
		],
		count: 2,
	});
	expect(await behind('P2', 'studySession')).toEqual({
		figure: 106,
		acts: [
			[10, 0.6],
			[100, 1],
		],
		count: 2,
	});
	expect(await behind('VN', 'studySession')).toEqual({
		figure: 113,
		acts: [
			[3, 1],
			[10, 1],
			[100, 1],
		],
		count: 3,
	});
});

test('a stock stands whole behind the unit that carries it, and behind no other heir', async () => {
	expect(await behind('P9', 'memberOnStrength')).toEqual({ figure: 0, acts: [], count: 0 });
	expect(await behind('P2', 'memberOnStrength')).toEqual({ figure: 40, acts: [[40, 1]], count: 1 });
});

test('by the tree of each day everything counts whole', async () => {
	expect(await behind('P2', 'studySession', 'was')).toEqual({
		figure: 113,
		acts: [
			[3, 1],
			[10, 1],
			[100, 1],
		],
		count: 3,
	});
	expect(await behind('P9', 'studySession', 'was')).toEqual({ figure: 0, acts: [], count: 0 });
});
