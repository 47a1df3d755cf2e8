import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Invalid } from '#platform';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { findFeedback, listSteps } from '../feedback.store.ts';
import { offerFeedback } from '../routing/offer-feedback.ts';
import { recuseFromFeedback } from '../routing/recuse-from-feedback.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { takeOverFeedback } from '../routing/take-over-feedback.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { aSquare, type Square } from '../testing.ts';
import { listTexts } from '../texts.store.ts';
import { eraseWhatIsOld } from './erase-feedback.ts';
import { watchCases } from './watch-cases.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

/** A case that is being handled and came so many days ago. */
async function waiting(days: number) {
	const filed = await s.file();
	await asOwner(
		s.house,
		'alter table feedback disable trigger user',
		`update feedback set state = 'inProgress', looked_at = received_at, received_on = received_on - ${days}, due_on = received_on - ${days} + 20 where id = '${filed.id}'`,
		'alter table feedback enable trigger user',
	);
	return filed;
}
const heldBy = (id: string, days: number) =>
	asOperator(s.house, (call) =>
		sql`update feedback set rung_from = app.today() - ${days}::int where id = ${id}`.execute(call.db),
	);
async function routedAgain(id: string) {
	await asOperator(s.house, (call) => sql`update feedback set routed_at = null where id = ${id}`.execute(call.db));
	await routeWaiting(s.house);
}
const one = (id: string) => asOperator(s.house, async (call) => (await findFeedback(call, id))!);

describe('escalation', () => {
	test('half of the time reminds; the sender is not told', async () => {
		const { id, ...filed } = await waiting(12);
		await watchCases(s.house);
		expect((await one(id)).rung).toBe(50);
		const told = await s.asSender({ id, ...filed }, (call) => listSteps(call, id));
		expect(told.map(({ event }) => event)).not.toContain('escalated');
	});

	test('once late it is public and the sender is told; twice looked at is once climbed', async () => {
		const filed = await waiting(25);
		await watchCases(s.house);
		await watchCases(s.house);
		expect((await one(filed.id)).rung).toBe(100);
		const told = await s.asSender(filed, (call) => listSteps(call, filed.id));
		expect(told.filter(({ event }) => event === 'escalated')).toHaveLength(1);
	});

	test('half as late again it moves up, and the desk that let it lie has it no more', async () => {
		const { id } = await waiting(40);
		expect((await one(id)).handlingUnitId).toBe(s.unit.province);
		await watchCases(s.house);
		expect(await one(id)).toMatchObject({
			rung: 0,
			rungFrom: expect.any(String),
			handlingUnitId: s.unit.ministry,
			routing: 'late',
			state: 'screened',
		});
		expect(await s.as('desk.province', (call) => findFeedback(call, id))).toBeUndefined();
	});

	test('routed again, it does not fall back to the desk that let it lie', async () => {
		const { id } = await waiting(40);
		await watchCases(s.house);
		await routedAgain(id);
		expect(await one(id)).toMatchObject({ handlingUnitId: s.unit.ministry, routing: 'late' });
	});

	test('by no hand does it go back to the desk that let it lie, and to another it does', async () => {
		const { id } = await waiting(40);
		await watchCases(s.house);
		const offer = (unitId: number) =>
			s.as('desk.ministry', (call) => offerFeedback(call, id, { unitId, reason: 'Đúng địa bàn' }));
		await expect(offer(s.unit.province)).rejects.toBeInstanceOf(Invalid);
		for (const column of ['offered_unit_id', 'handling_unit_id']) {
			const written = s.as('desk.ministry', (call) =>
				sql`update feedback set ${sql.ref(column)} = ${s.unit.province} where id = ${id}`.execute(call.db),
			);
			await expect(written, column).rejects.toThrow(/not back to who let it lie/);
		}
		await offer(s.unit.elsewhere);
		await s.as('desk.elsewhere', (call) => takeOverFeedback(call, id));
		expect((await one(id)).handlingUnitId).toBe(s.unit.elsewhere);
		const onwards = s.as('desk.elsewhere', (call) =>
			offerFeedback(call, id, { unitId: s.unit.province, reason: 'Đúng địa bàn' }),
		);
		await expect(onwards, 'nor from there').rejects.toBeInstanceOf(Invalid);
	});

	test('who let it lie is passed over when it is routed again or is late elsewhere, and nobody else waits for it', async () => {
		const moved = async () => {
			const { id } = await waiting(40);
			await watchCases(s.house);
			const offer = { unitId: s.unit.communeB, reason: 'Đúng địa bàn' };
			await s.as('desk.ministry', (call) => offerFeedback(call, id, offer));
			await s.as('desk.communeB', (call) => takeOverFeedback(call, id));
			expect((await one(id)).handlingUnitId).toBe(s.unit.communeB);
			return id;
		};
		const [stepped, late] = [await moved(), await moved()];
		await s.as('desk.communeB', (call) => recuseFromFeedback(call, stepped));
		const after = await s.file();
		expect((await one(after.id)).handlingUnitId).toBe(s.unit.province);
		expect((await one(stepped)).handlingUnitId).toBe(s.unit.ministry);
		await heldBy(late, 30);
		await watchCases(s.house);
		expect(await one(late)).toMatchObject({ rung: 0, handlingUnitId: s.unit.ministry });
	});

	test('what nobody let lie may be offered down', async () => {
		const { id } = await s.file({ unitId: s.unit.province });
		expect((await one(id)).handlingUnitId).toBe(s.unit.ministry);
		await s.as('desk.ministry', (call) =>
			screenFeedback(call, id, { kind: 'opinion', topic: 'manner', accuses: true }),
		);
		await s.as('desk.ministry', (call) => offerFeedback(call, id, { unitId: s.unit.elsewhere, reason: 'Chuyển' }));
		expect((await one(id)).state).toBe('transferOffered');
	});

	test('the next desk has as long as the first one had, and then it moves up again and stays there', async () => {
		const { id } = await waiting(40);
		await watchCases(s.house);
		await heldBy(id, 29);
		await watchCases(s.house);
		expect(await one(id)).toMatchObject({ rung: 100, handlingUnitId: s.unit.ministry });
		await heldBy(id, 30);
		await watchCases(s.house);
		expect(await one(id)).toMatchObject({ rung: 0, handlingUnitId: null, withOversight: true });
		await routedAgain(id);
		expect(await one(id)).toMatchObject({ handlingUnitId: null, withOversight: true });
	});
});

test('what was kept long enough is erased: texts, key, salts; the log stays whole', async () => {
	const filed = await s.file();
	await asOperator(s.house, (call) =>
		sql`update feedback set state = 'closed', step = step + 1, erase_on = '2000-01-01' where id = ${filed.id}`.execute(
			call.db,
		),
	);
	await eraseWhatIsOld(s.house);
	expect(await asOperator(s.house, (call) => listTexts(call, filed.id))).toEqual([]);
	const { rows } = await asOperator(s.house, (call) =>
		sql<{ keys: number; salts: number; leaves: number; words: number }>`select
			(select count(*) from feedback_key where feedback_id = ${filed.id}) as keys,
			(select count(*) from ledger_salt s join feedback f on f.log_id::text = s.subject where f.id = ${filed.id}) as salts,
			(select count(*) from ledger_queue q join feedback f on f.log_id::text = q.subject where f.id = ${filed.id}) as leaves,
			(select sum(length(body)) from feedback_text where feedback_id = ${filed.id}) as words`.execute(call.db),
	);
	expect(rows[0]).toMatchObject({ keys: 0, salts: 0, words: 1 });
	expect(rows[0]!.leaves).toBeGreaterThan(0);
});
