import { beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { Conflict } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { orderRectification } from '../aftermath/order-rectification.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import { aged, aDraft, brought, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import { startFeedback } from '../handling/start-feedback.ts';
import { acceptFeedback } from '../routing/accept-feedback.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { takeBackWithdrawal, withdrawCase } from '../sender/withdraw-case.ts';
import { aSquare, type Square } from '../testing.ts';
import { guideFeedback } from './guide-feedback.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const asOwn = (id: Parameters<Square['asSender']>[0], act: typeof withdrawCase) =>
	s.asSender(id, async (call) => act(call, (await findSendersCase(call))!));
const guided = async () => {
	const filed = await brought(s, 'screened');
	await s.as(theDesk, (call) => guideFeedback(call, filed.id, { law: 'Luật', where: 'Nơi khác' }));
	return filed;
};
const order = (id: string) =>
	s.as(theDesk, (call) => orderRectification(call, id, { unitId: s.unit.communeA, task: 'Sửa', dueOn: '2099-01-01' }));

test('guidance from which its sender came back is no answer: the one that follows is late when it is late', async () => {
	const filed = await guided();
	await asOwn(filed, withdrawCase);
	await asOwn(filed, takeBackWithdrawal);
	expect(await standing(s, filed)).toMatchObject({ state: 'screened', answeredOn: null, answeredInTime: null });
	await aged(s, filed, 'due_on', 60);
	await s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(theHandler)));
	await s.as(theHandler, (call) => acceptFeedback(call, filed.id));
	await s.as(theHandler, (call) => startFeedback(call, filed.id));
	await expect(order(filed.id)).rejects.toBeInstanceOf(Conflict);
	await s.as(theHandler, (call) => draftAnswer(call, filed.id, aDraft(), true));
	await s.as(theApprover, (call) => approveAnswer(call, filed.id));
	expect(await standing(s, filed)).toMatchObject({ state: 'answered', answeredInTime: false });
	await order(filed.id);
});

test('with guidance nothing is ordered, neither by the use case nor in the table', async () => {
	const { id } = await guided();
	await expect(order(id)).rejects.toBeInstanceOf(Conflict);
	const written = s.as(theDesk, (call) =>
		sql`insert into feedback_rectification (feedback_id, unit_id, task, due_on, ordered_by, ordered_on)
			values (${id}, ${s.unit.communeA}, 'Sửa', '2099-01-01', ${call.actor.accountId}, ${call.today})`.execute(call.db),
	);
	await expect(written).rejects.toThrow(/row-level security/);
});

test('an answer stays one when the case is withdrawn and taken back', async () => {
	const filed = await brought(s, 'answered');
	const { answeredOn } = await standing(s, filed);
	await asOperator(s.house, (call) =>
		sql`update feedback set state = 'objected', step = step + 1 where id = ${filed.id}`.execute(call.db),
	);
	await asOwn(filed, withdrawCase);
	await asOwn(filed, takeBackWithdrawal);
	expect(await standing(s, filed)).toMatchObject({ state: 'objected', answeredOn });
});
