import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Conflict } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { aDraft, brought, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { acceptFeedback } from '../routing/accept-feedback.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { offerFeedback } from '../routing/offer-feedback.ts';
import { recuseFromFeedback } from '../routing/recuse-from-feedback.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { takeOverFeedback } from '../routing/take-over-feedback.ts';
import { startFeedback } from '../handling/start-feedback.ts';
import { guideFeedback } from '../screening/guide-feedback.ts';
import { objectToAnswer } from '../sender/object-to-answer.ts';
import { aSquare, type Square } from '../testing.ts';
import { listAnswers } from './answer.store.ts';
import { approveAnswer } from './approve-answer.ts';
import { draftAnswer } from './draft-answer.ts';
import { reviewObjections } from './review-objections.ts';

let s: Square;
const another = 'member1.province';
beforeAll(async () => {
	s = await aSquare();
	await s.post(another, 'inspector', s.unit.province);
});

const assign = (filed: Filed, desk: string, who: string) =>
	s.as(desk, async (call) => assignFeedback(call, filed.id, await s.accountOf(who)));
const answersOf = ({ id }: Filed) =>
	asOperator(s.house, async (call) => (await listAnswers(call, id)).map(({ state, stage }) => ({ state, stage })));
const approve = (filed: Filed, who: string) => s.as(who, (call) => approveAnswer(call, filed.id));
const draft = (filed: Filed, who: string) => s.as(who, (call) => draftAnswer(call, filed.id, aDraft(), true));
/** Takes it up, after it was given to them. */
const takenUp = async (filed: Filed, who: string) => {
	await s.as(who, (call) => acceptFeedback(call, filed.id));
	await s.as(who, (call) => startFeedback(call, filed.id));
};

describe('an answer is released as its present author proposed it', () => {
	test('who wrote it steps back: it goes back, whoever handles it next takes it over and does not release it alone', async () => {
		const filed = await brought(s, 'proposed');
		await s.as(theHandler, (call) => recuseFromFeedback(call, filed.id));
		expect(await answersOf(filed)).toEqual([{ state: 'sentBack', stage: 0 }]);
		await routeWaiting(s.house);
		await assign(filed, theDesk, theApprover);
		await takenUp(filed, theApprover);
		await expect(approve(filed, theApprover)).rejects.toBeInstanceOf(Conflict);
		await draft(filed, theApprover);
		await expect(approve(filed, theApprover)).rejects.toThrow();
		await approve(filed, theDesk);
		expect(await answersOf(filed)).toEqual([{ state: 'approved', stage: 0 }]);
	});

	test('the case is given to somebody else', async () => {
		const filed = await brought(s, 'proposed');
		await assign(filed, theDesk, another);
		await expect(approve(filed, theApprover)).rejects.toBeInstanceOf(Conflict);
		await draft(filed, another);
		await approve(filed, theApprover);
		expect((await standing(s, filed)).state).toBe('answered');
	});

	test('another body has it', async () => {
		const filed = await brought(s, 'proposed');
		const offer = { unitId: s.unit.elsewhere, reason: 'Thuộc tỉnh bạn' };
		await s.as(theDesk, (call) => offerFeedback(call, filed.id, offer));
		await s.as('desk.elsewhere', (call) => takeOverFeedback(call, filed.id));
		await assign(filed, 'desk.elsewhere', 'desk.elsewhere');
		await takenUp(filed, 'desk.elsewhere');
		await expect(approve(filed, 'desk.elsewhere')).rejects.toBeInstanceOf(Conflict);
		expect(await answersOf(filed)).toEqual([{ state: 'sentBack', stage: 0 }]);
	});

	test('a review answers for its own stage, with what was left of the one before', async () => {
		const filed = await brought(s, 'proposed');
		await s.as(theHandler, (call) => recuseFromFeedback(call, filed.id));
		await routeWaiting(s.house);
		await s.as(theDesk, (call) => guideFeedback(call, filed.id, { law: 'Luật', where: 'Nơi khác' }));
		await s.asSender(filed, async (call) => objectToAnswer(call, (await findSendersCase(call))!, 'Chưa đúng'));
		await reviewObjections(s.house);
		expect(await answersOf(filed)).toEqual([{ state: 'sentBack', stage: 0 }]);
		await assign(filed, 'desk.ministry', 'focal.ministry');
		await expect(approve(filed, 'head.ministry')).rejects.toBeInstanceOf(Conflict);
		await draft(filed, 'focal.ministry');
		expect(await answersOf(filed)).toEqual([{ state: 'proposed', stage: 1 }]);
		await approve(filed, 'head.ministry');
		expect(await answersOf(filed)).toEqual([{ state: 'approved', stage: 1 }]);
	});

	test('whatever SQL says: not while its author must not know of the case, nor that of another stage or handler', async () => {
		const released = async ({ id }: Filed) =>
			s.as(theApprover, async (call) =>
				sql`update feedback_answer set state = 'approved', approved_by = ${call.actor.accountId}, approved_at = now()
					where feedback_id = ${id}`.execute(call.db),
			);
		const barred = await brought(s, 'proposed');
		await asOperator(s.house, async (call) =>
			sql`update feedback_part set recused = true where feedback_id = ${barred.id}
				and account_id = ${await s.accountOf(theHandler)}`.execute(call.db),
		);
		await expect(released(barred)).rejects.toThrow('not to be released');
		await expect(
			released(
				await brought(s, 'inProgress').then(async (filed) => {
					await s.as(theHandler, (call) => draftAnswer(call, filed.id, aDraft(), false));
					return filed;
				}),
			),
		).rejects.toThrow('not to be released');
		const proposed = await brought(s, 'proposed');
		await asOperator(s.house, (call) =>
			sql`update feedback_answer set stage = 3 where feedback_id = ${proposed.id}`.execute(call.db),
		);
		await expect(released(proposed)).rejects.toThrow('not to be released');
	});
});
