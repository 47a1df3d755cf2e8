import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { identifyOfficers } from '../screening/identify-officers.ts';
import { brought, sees, theDesk } from '../desk/testing.ts';
import { aSquare, type Square } from '../testing.ts';
import { confirmRelative, declareRelative, takeBackRelative } from './declare-relative.ts';
import { judgeRelative } from './judge-relative.ts';
import { listRelations, listRelationsToJudge } from './relation.store.ts';

let s: Square;
const [who, other] = ['member1.communeA', 'member2.province'];
beforeAll(async () => {
	s = await aSquare();
	await s.post(other, 'inspector', s.unit.province);
});
const declare = () => s.as(who, (call) => declareRelative(call, { number: other, fullName: `Nguyễn Văn ${other}` }));
const takeBack = () => s.as(who, (call) => takeBackRelative(call, s.memberId(other)));
const daysGoBy = () =>
	asOwner(s.house, 'update declared_relation set declared_on = declared_on - 30, ended_on = ended_on - 30');

test('what the oversight body found untrue stays so, however often it is declared; the other is kept from nothing by it', async () => {
	await declare();
	await daysGoBy();
	await s.as('seat1', (call) =>
		judgeRelative(
			call,
			{ memberId: s.memberId(who), relativeId: s.memberId(other) },
			{ confirmed: false, ground: 'Không có giấy tờ nào' },
		),
	);
	for (let again = 0; again < 2; again += 1) {
		await takeBack();
		await daysGoBy();
		await declare();
		expect(await s.as(who, listRelations)).toMatchObject([{ mine: true, refused: true, confirmed: false }]);
		expect(await s.as('seat1', listRelationsToJudge)).toEqual([]);
		await daysGoBy();
		const filed = await brought(s, 'screened', { kind: 'denunciation' });
		await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [who]));
		expect(await sees(s, other, filed)).toBe(true);
	}
	await asOperator(s.house, async (call) => {
		const { rows } =
			await sql`select from declared_relation where ground is not null and judged_by is not null`.execute(call.db);
		expect(rows).toHaveLength(3);
	});
});

test('the other may still say that it is true, and is bound by it', async () => {
	const filed = await brought(s, 'screened', { kind: 'denunciation' });
	await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [who]));
	await s.as(other, (call) => confirmRelative(call, s.memberId(who)));
	expect(await sees(s, other, filed)).toBe(false);
});
