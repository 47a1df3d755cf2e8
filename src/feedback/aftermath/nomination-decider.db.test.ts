import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { Conflict, Forbidden } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { expectedOf } from '../expected.ts';
import { findSendersCase } from '../feedback.store.ts';
import { feedbackTasks } from '../wiring.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { withdrawCase } from '../sender/withdraw-case.ts';
import { aSquare, type Square } from '../testing.ts';
import { commendUnit } from './commend-unit.ts';
import { decideNomination } from './decide-nomination.ts';
import { nominateMember } from './nominate-member.ts';
import { findNomination } from './nomination.store.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

/** Praise at the desk of commune A. */
async function praise() {
	const filed = await s.file({ kind: 'praise', accuses: false });
	await s.as('desk.communeA', (call) =>
		screenFeedback(call, filed.id, { kind: 'praise', topic: 'manner', accuses: false }),
	);
	return filed;
}
const commend = (id: string, unitId: number) =>
	s.as('desk.communeA', (call) => commendUnit(call, id, { unitId, words: 'Trả lại ví' }));
async function commended(unitId: number, id?: string): Promise<string> {
	const praised = id ?? (await praise()).id;
	await commend(praised, unitId);
	return asOperator(s.house, async (call) => {
		const { rows } = await sql<{ id: string }>`select id from feedback_commendation
			where feedback_id = ${praised} and unit_id = ${unitId}`.execute(call.db);
		return rows[0]!.id;
	});
}
const nominate = (who: string, commendation: string, number: string) =>
	s.as(who, (call) => nominateMember(call, commendation, { number, form: 'certificate', ground: 'Trả lại ví' }));
const ofCommendation = (commendation: string) =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<{ id: string }>`select id from nomination
			where commendation_id = ${commendation}`.execute(call.db);
		return (await findNomination(call, rows[0]!.id))!;
	});
const endPost = async (who: string, role: string) =>
	asOperator(s.house, async (call) => {
		const ofThem = sql`role = ${role} and account_id = ${await s.accountOf(who)} and upper_inf(valid)`;
		// One that began today was never held.
		await sql`delete from post where ${ofThem} and lower(valid) = app.today()`.execute(call.db);
		await sql`update post set valid = daterange(lower(valid), app.today()) where ${ofThem}`.execute(call.db);
	});
const redirect = () => feedbackTasks['feedback.nominations']!(s.house, {});
const waits = async (who: string) =>
	(await s.as(who, expectedOf)).some(({ label }) => label.includes('đề nghị khen thưởng chờ bạn quyết định'));

test('when heads change it waits for the nearest above who may decide', async () => {
	const commendation = await commended(s.unit.communeA);
	const nominee = 'member3.communeA';
	await nominate('head.communeA', commendation, nominee);
	const { id, decidingUnitId } = await ofCommendation(commendation);
	expect(decidingUnitId).toBe(s.unit.province);
	await endPost('head.province', 'unitHead');
	await s.post(nominee, 'unitHead', s.unit.province);
	const decide = (who: string) => s.as(who, (call) => decideNomination(call, id, { approved: true, reason: '' }));
	await expect(decide(nominee)).rejects.toBeInstanceOf(Forbidden);
	expect(await waits(nominee), 'what one may not decide does not wait for one').toBe(false);

	await redirect();
	expect((await ofCommendation(commendation)).decidingUnitId).toBe(s.unit.ministry);
	expect(await waits('head.ministry')).toBe(true);
	await decide('head.ministry');
	expect((await ofCommendation(commendation)).state).toBe('approved');
	await redirect();
	expect((await ofCommendation(commendation)).decidingUnitId, 'what is decided stays').toBe(s.unit.ministry);
	await endPost(nominee, 'unitHead');
	await s.post('head.province', 'unitHead', s.unit.province);
});

test('a praise reaches a unit once, and none that was withdrawn', async () => {
	const { id } = await praise();
	await commend(id, s.unit.communeA);
	await expect(commend(id, s.unit.communeA)).rejects.toBeInstanceOf(Conflict);
	await commend(id, s.unit.communeB);
	const withdrawn = await praise();
	await s.asSender(withdrawn, async (call) => withdrawCase(call, (await findSendersCase(call))!));
	await expect(commend(withdrawn.id, s.unit.communeA)).rejects.toBeInstanceOf(Conflict);
});

test('a praise that reached two units puts a member forward once', async () => {
	const { id } = await praise();
	const [low, high] = [await commended(s.unit.communeA, id), await commended(s.unit.province, id)];
	await nominate('head.communeA', low, 'member1.communeA');
	await expect(nominate('head.province', high, 'member1.communeA')).rejects.toBeInstanceOf(Conflict);
	await nominate('head.province', high, 'member1.province');
});

test('the only head above is put forward: nobody decides, and that is said', async () => {
	const commendation = await commended(s.unit.province);
	await s.post('member2.province', 'unitHead', s.unit.ministry);
	await endPost('head.ministry', 'unitHead');
	await expect(nominate('head.province', commendation, 'member2.province')).rejects.toBeInstanceOf(Conflict);
	await endPost('member2.province', 'unitHead');
	await s.post('head.ministry', 'unitHead', s.unit.ministry);
});
