import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { reorganise } from '../../figures/testing.ts';
import { asOperator } from '../../platform/testing.ts';
import { brought, sees, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { identifyOfficers } from '../screening/identify-officers.ts';
import { aSquare, type Square } from '../testing.ts';
import { routeBarred, routeWaiting } from './route-feedback.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

test('whoever stood above what was abolished is not what a case is about: it stays where it is handled, and new ones come there', async () => {
	const filed = await brought(s, 'inProgress');
	const today = new Date().toISOString().slice(0, 10);
	await reorganise(s.house, today, 'abolish,communeA,,,,,,');
	const stays = async (id: string) => {
		await routeWaiting(s.house);
		await routeBarred(s.house);
		for (const who of [theDesk, theApprover]) expect(await sees(s, who, { id }), who).toBe(true);
		expect(await standing(s, { id })).toMatchObject({ handlingUnitId: s.unit.province, withOversight: false });
	};
	await stays(filed.id);
	expect((await standing(s, filed)).handlerId).toBe(await s.accountOf(theHandler));
	await s.as(theHandler, (call) => identifyOfficers(call, filed.id, ['head.communeA']));
	await stays(filed.id);
	for (const who of ['head.communeA', 'member1.communeA', 'desk.communeA'])
		expect(await sees(s, who, filed)).toBe(false);
	await stays((await s.file()).id);
});

test('who held a post at what was abolished holds none above: they handle nothing there', async () => {
	const filed = await brought(s, 'inProgress');
	const handler = await s.accountOf(theHandler);
	await asOperator(s.house, (call) =>
		sql`update post set unit_id = ${s.unit.communeB} where account_id = ${handler}`.execute(call.db),
	);
	await reorganise(s.house, new Date().toISOString().slice(0, 10), 'abolish,communeB,,,,,,');
	expect(await sees(s, theHandler, filed)).toBe(false);
	await routeBarred(s.house);
	expect(await standing(s, filed)).toMatchObject({ handlerId: null, handlingUnitId: s.unit.province });
	expect(await sees(s, theDesk, filed)).toBe(true);
});
