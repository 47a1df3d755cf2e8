import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { asItStands, type Call } from '#platform';
import { anAccount, aSession, as } from '../access/testing.ts';
import { reorganise, smallBody, unitOf } from '../figures/testing.ts';
import { asOperator } from '../platform/testing.ts';
import {
	addTask,
	cascadePlan,
	createCampaign,
	draftPlan,
	expectedOf,
	issuePlan,
	signPlan,
	submitPlan,
	writePlan,
} from './index.ts';

const slug = 'goc';

test('a plan sent down by a past day reaches what continues the units of that day, each once, and each is told', async () => {
	const house = await smallBody();
	const district = await unitOf(house, 'D1');
	await reorganise(
		house,
		'2024-06-01',
		'create,,,X4,Xã bốn,xa,D1,\ncreate,,,X5,Xã năm,xa,D1,\ncreate,,,X6,Xã sáu,xa,D1,',
	);
	const account = await anAccount(house, 'head.d1', [{ role: 'unitHead', unitId: district }]);
	const asHead = <T>(act: (call: Call) => Promise<T>) => asOperator(house, act, { accountId: account });
	const plan = await asHead(async (call) => {
		const dates = { startsOn: '2025-01-01', endsOn: '2036-12-31' };
		await createCampaign(call, { slug, unitId: district, title: 'Gốc', ...dates });
		const id = await draftPlan(call, slug, district);
		await writePlan(
			call,
			id,
			{ slogan: '', purpose: 'Mục đích', legalGrounds: [], organisation: '', dueOn: null },
			asItStands,
		);
		await addTask(call, id, {
			measureId: null,
			content: 'Học tập',
			leadUnitId: district,
			coordinating: [],
			startsOn: null,
			dueOn: '2036-06-30',
			product: '',
			metricKey: null,
			target: 1,
		});
		await submitPlan(call, id);
		const signature = { number: 1, symbol: 'KH', signedOn: '2025-01-02', signerName: 'x', signerPosition: 'x' };
		await signPlan(call, id, signature);
		await issuePlan(call, id);
		return id;
	});
	// One goes into one that stays, two make a new one, one is abolished.
	await reorganise(
		house,
		'2025-09-01',
		'merge,X1,X2,,,,,\ncreate,,,X7,Xã bảy,xa,D1,\nmerge,X4,X7,,,,,\nmerge,X5,X7,,,,,\nabolish,X6,,,,,,',
	);
	const born = await unitOf(house, 'X7');
	const stays = await unitOf(house, 'X2');
	const head = await anAccount(house, 'head.x7', [{ role: 'unitHead', unitId: born }]);

	const cascade = () => asHead((call) => cascadePlan(call, plan, { on: '2025-08-15', dueOn: null }));
	expect(await cascade()).toBe(2);
	expect(await cascade()).toBe(0);
	const expected = await asOperator(house, async (call) => {
		const { rows } = await sql<{ unitId: number; day: string; n: number }>`
			select a.unit_id, a.occurred_on::text as day, sum(a.qty)::int as n from act a
			join metric m on m.id = a.metric_id and m.key = 'planExpected' where a.unit_id <> ${district} group by 1, 2`.execute(
			call.db,
		);
		return rows;
	});
	expect(expected.toSorted((a, b) => a.unitId - b.unitId)).toEqual([
		{ unitId: stays, day: '2025-08-15', n: 1 },
		{ unitId: born, day: '2025-09-01', n: 1 },
	]);
	expect(await as(house, await aSession(house, head), expectedOf)).toHaveLength(1);
});
