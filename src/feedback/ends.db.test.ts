import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Conflict, Invalid } from '#platform';
import { addDays } from '#words';
import { asOperator, asOwner } from '../platform/testing.ts';
import { commendUnit } from './aftermath/commend-unit.ts';
import { orderRectification } from './aftermath/order-rectification.ts';
import { brought, standing, theApprover, theDesk } from './desk/testing.ts';
import { findSendersCase } from './feedback.store.ts';
import { recuseFromFeedback } from './routing/recuse-from-feedback.ts';
import { routeBarred, routeWaiting } from './routing/route-feedback.ts';
import { decideKind } from './screening/decide-kind.ts';
import { guideFeedback } from './screening/guide-feedback.ts';
import { identifyOfficers } from './screening/identify-officers.ts';
import { mergeFeedback } from './screening/merge-feedback.ts';
import { proposeKind } from './screening/propose-kind.ts';
import { findProposedKind } from './screening/reclassification.store.ts';
import { screenFeedback } from './screening/screen-feedback.ts';
import { objectToAnswer } from './sender/object-to-answer.ts';
import { takeBackWithdrawal, withdrawCase } from './sender/withdraw-case.ts';
import { listAnswers } from './published/answers.store.ts';
import { aSquare, type Square } from './testing.ts';
import { eraseFeedback } from './watch/erase-feedback.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
	await s.post('member1.province', 'feedbackDesk', s.unit.province);
});
const today = () => asOperator(s.house, async (call) => call.today);

describe('what was published of a case', () => {
	const published = async () => {
		const { id } = await s.file({ accuses: false });
		await asOperator(s.house, async (call) =>
			sql`insert into feedback_publication (feedback_id, question, answer, kind, days, redacted_by, approved_by, published_at)
				values (${id}, 'Hỏi', 'Đáp', 'opinion', 1, ${await s.accountOf(theApprover)}, ${await s.accountOf(theDesk)}, ${call.now})`.execute(
				call.db,
			),
		);
		return id;
	};
	const listed = () =>
		asOperator(s.house, async (call) => (await listAnswers(call, { words: '', page: 1 })).answers.length);
	const changes = () =>
		asOperator(s.house, async (call) => {
			const { rows } = await sql<{
				changed: Date;
			}>`select changed_at as changed from page_change where tag = 'feedback'`.execute(call.db);
			return rows[0]?.changed.getTime() ?? 0;
		});

	test('is public no more once the case is a denunciation, or erased, and the page is made anew', async () => {
		const sealed = await published();
		expect(await listed()).toBe(1);
		let before = await changes();
		await s.as('desk.communeA', (call) =>
			screenFeedback(call, sealed, { kind: 'denunciation', topic: 'ethics', accuses: true }),
		);
		expect(await listed()).toBe(0);
		expect(await changes()).toBeGreaterThan(before);

		const erased = await published();
		expect(await listed()).toBe(1);
		await asOwner(
			s.house,
			'alter table feedback disable trigger user',
			`update feedback set state = 'closed', erase_on = '2017-01-01', erase_why = 'request' where id = '${erased}'`,
			'alter table feedback enable trigger user',
		);
		before = await changes();
		const { logId } = await standing(s, { id: erased });
		await asOperator(s.house, (call) => eraseFeedback(call, { id: erased, logId }));
		expect(await listed()).toBe(0);
		expect(await changes()).toBeGreaterThan(before);
	});
});

test('an opinion that two called a rating before it was sorted is not closed without an answer', async () => {
	const { id } = await s.file();
	await s.as(theDesk, (call) => proposeKind(call, id, { kind: 'rating', reason: 'Chỉ là đánh giá' }));
	await s.as(theApprover, (call) => decideKind(call, id, true));
	await s.as(theDesk, (call) => recuseFromFeedback(call, id));
	await routeWaiting(s.house);
	expect(await standing(s, { id })).toMatchObject({ kind: 'rating', state: 'received', closedOn: null });
});

test('what was only counted is not objected to', async () => {
	const filed = await s.file({ kind: 'rating', accuses: false });
	expect((await standing(s, filed)).state).toBe('closed');
	await expect(
		s.asSender(filed, async (call) => objectToAnswer(call, (await findSendersCase(call))!, 'Không đúng')),
	).rejects.toBeInstanceOf(Conflict);
	await expect(
		s.asSender(filed, (call) => sql`update feedback set state = 'objected', step = step + 1`.execute(call.db)),
	).rejects.toThrow('nothing to object to');
});

test('a proposal of a kind ends when the case becomes of another', async () => {
	const { id } = await s.file({ accuses: true });
	await s.as(theDesk, (call) => proposeKind(call, id, { kind: 'rating', reason: 'Chỉ là đánh giá' }));
	await s.as(theDesk, (call) => screenFeedback(call, id, { kind: 'complaint', topic: 'manner', accuses: true }));
	expect(await s.as(theDesk, (call) => findProposedKind(call, id))).toBeUndefined();
	await s.as(theDesk, (call) => proposeKind(call, id, { kind: 'opinion', reason: 'Không phải khiếu nại' }));
	await s.as(theApprover, (call) => decideKind(call, id, false));
	expect((await standing(s, { id })).kind).toBe('complaint');
});

test('an objection that was withdrawn and taken back before anybody looked is still one', async () => {
	const filed = await brought(s, 'screened');
	await s.as(theDesk, (call) => guideFeedback(call, filed.id, { law: 'Luật', where: 'Nơi khác' }));
	const asItself = (act: typeof withdrawCase) =>
		s.asSender(filed, async (call) => act(call, (await findSendersCase(call))!));
	await asItself((call, feedback) => objectToAnswer(call, feedback, 'Không đúng nơi'));
	await asItself(withdrawCase);
	await expect(asItself((call, feedback) => objectToAnswer(call, feedback, 'Lại'))).rejects.toBeInstanceOf(Conflict);
	await asItself(takeBackWithdrawal);
	expect((await standing(s, filed)).state).toBe('objected');
	const other = await brought(s, 'screened');
	await expect(
		s.asSender(other, async (call) => {
			await withdrawCase(call, (await findSendersCase(call))!);
			await sql`update feedback set state = 'objected', step = step + 1`.execute(call.db);
		}),
	).rejects.toThrow('it was something else before');
});

test('a rectification is ordered of a unit of the body, for a day ahead; praise reaches a unit that there is', async () => {
	const { id } = await brought(s, 'answered');
	const order = async (more: object) =>
		s.as(theDesk, async (call) =>
			orderRectification(call, id, {
				unitId: s.unit.communeA,
				task: 'Tập huấn',
				dueOn: addDays(call.today, 30),
				...more,
			}),
		);
	for (const more of [{ dueOn: await today() }, { unitId: s.unit.elsewhere }, { unitId: 2_000_000_000 }])
		await expect(order(more), JSON.stringify(more)).rejects.toBeInstanceOf(Invalid);
	await order({});
	const praised = await s.file({ kind: 'praise', accuses: false, unitId: s.unit.province });
	await expect(
		s.as(theDesk, (call) => commendUnit(call, praised.id, { unitId: 2_000_000_000, words: 'Tốt' })),
	).rejects.toBeInstanceOf(Invalid);
});

test('two that name different officers are not the same matter', async () => {
	const [first, second] = [await brought(s, 'screened'), await brought(s, 'screened')];
	await s.as(theDesk, (call) => identifyOfficers(call, first.id, ['member1.communeA']));
	await routeWaiting(s.house);
	const { reference } = await standing(s, first);
	await expect(s.as(theDesk, (call) => mergeFeedback(call, second.id, reference))).rejects.toBeInstanceOf(Conflict);
	await s.as(theDesk, (call) => identifyOfficers(call, second.id, ['member1.communeA']));
	await routeWaiting(s.house);
	await s.as(theDesk, (call) => mergeFeedback(call, second.id, reference));
	expect((await standing(s, second)).state).toBe('merged');
});

test('a case that nobody handles leaves a desk where nobody is any more', async () => {
	const filed = await s.file({ accuses: false, unitId: s.unit.communeB });
	expect((await standing(s, filed)).handlingUnitId).toBe(s.unit.communeB);
	await routeBarred(s.house);
	expect((await standing(s, filed)).handlingUnitId).toBe(s.unit.communeB);
	await asOperator(s.house, async (call) =>
		sql`update account set disabled_at = now() where id = ${await s.accountOf('desk.communeB')}`.execute(call.db),
	);
	await routeBarred(s.house);
	expect((await standing(s, filed)).handlingUnitId).toBe(s.unit.province);
});
