import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { Forbidden, Invalid } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import { aDraft, brought, sees, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { askSender } from '../handling/ask-sender.ts';
import { startFeedback } from '../handling/start-feedback.ts';
import { replyToQuestion } from '../sender/reply-to-question.ts';
import { aSquare, type Square } from '../testing.ts';
import { countWaiting } from '../worklist.store.ts';
import { assignFeedback } from './assign-feedback.ts';
import { recuseFromFeedback } from './recuse-from-feedback.ts';
import { routeBarred, routeWaiting } from './route-feedback.ts';

let s: Square;
const another = 'member1.province';
beforeAll(async () => {
	s = await aSquare();
	await s.post(another, 'inspector', s.unit.province);
});

const assign = (filed: Filed, who: string) =>
	s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(who)));
const waitingAtDesk = async () => (await s.as(theDesk, countWaiting)).desk;
const isBarred = (filed: Filed, who: string, stage: number) =>
	asOperator(s.house, async (call) => {
		await sql`update feedback set stage = ${stage} where id = ${filed.id}`.execute(call.db);
		const { rows } = await sql<{ barred: boolean }>`
			select ${filed.id}::uuid = any (app.barred_of(${await s.accountOf(who)})) as barred`.execute(call.db);
		return rows[0]!.barred;
	});

/** The handler changes to another body, or comes back. */
const serves = (unitId: number) =>
	asOperator(s.house, async (call) =>
		sql`update post set unit_id = ${unitId} where account_id = ${await s.accountOf(theHandler)}`.execute(call.db),
	);
const retired = (is: boolean) =>
	asOperator(s.house, async (call) =>
		sql`update account set disabled_at = ${is ? call.now : null} where id = ${await s.accountOf(theHandler)}`.execute(
			call.db,
		),
	);

test('the handler asks the sender and steps back; the reply finds nobody, and the desk gives it to somebody else', async () => {
	const filed = await brought(s, 'inProgress');
	await s.as(theHandler, (call) => askSender(call, filed.id, 'Lúc mấy giờ?'));
	await s.as(theHandler, (call) => recuseFromFeedback(call, filed.id));
	const before = await waitingAtDesk();
	await routeWaiting(s.house);
	expect(await waitingAtDesk(), 'while it waits for the sender').toBe(before + 1);
	await s.asSender(filed, async (call) => replyToQuestion(call, (await findSendersCase(call))!, 'Chín giờ'));
	expect(await standing(s, filed)).toMatchObject({ state: 'inProgress', handlerId: null });
	expect(await waitingAtDesk(), 'and after').toBe(before + 1);
	await assign(filed, another);
	expect(await waitingAtDesk()).toBe(before);
	await s.as(another, (call) => draftAnswer(call, filed.id, aDraft(), true));
	await s.as(theApprover, (call) => approveAnswer(call, filed.id));
	expect((await standing(s, filed)).state).toBe('answered');
	expect(await isBarred(filed, another, 1), 'from the review of what they wrote').toBe(true);
});

test('what was taken up is given to somebody else, who goes on with it', async () => {
	const filed = await brought(s, 'accepted');
	await assign(filed, another);
	expect((await standing(s, filed)).state).toBe('accepted');
	await expect(s.as(theHandler, (call) => startFeedback(call, filed.id))).rejects.toThrow();
	await s.as(another, (call) => startFeedback(call, filed.id));
	expect((await standing(s, filed)).state).toBe('inProgress');
});

test('who rewrote the draft of another is its author and does not release it', async () => {
	const filed = await brought(s, 'inProgress');
	await s.as(theHandler, (call) => draftAnswer(call, filed.id, aDraft(), false));
	await assign(filed, another);
	await s.as(another, (call) => draftAnswer(call, filed.id, aDraft({ outcome: 'notUpheld' }), true));
	await expect(s.as(another, (call) => approveAnswer(call, filed.id))).rejects.toBeInstanceOf(Forbidden);
});

test.each(['assigned', 'accepted', 'inProgress', 'proposed'] as const)(
	'%s: who holds no post at the body any more neither reads nor handles it, and the desk finds somebody else',
	async (state) => {
		const filed = await brought(s, state);
		await serves(s.unit.elsewhere);
		try {
			expect(await sees(s, theHandler, filed)).toBe(false);
			await routeBarred(s.house);
			expect(await standing(s, filed)).toMatchObject({
				state: 'screened',
				handlerId: null,
				handlingUnitId: s.unit.province,
			});
			await expect(assign(filed, theHandler)).rejects.toBeInstanceOf(Invalid);
			await assign(filed, another);
		} finally {
			await serves(s.unit.province);
		}
	},
);

test('who retired handles nothing any more; what has its answer keeps their name', async () => {
	const [open, answered] = [await brought(s, 'inProgress'), await brought(s, 'answered')];
	await retired(true);
	await routeBarred(s.house);
	await retired(false);
	expect((await standing(s, open)).handlerId).toBeNull();
	expect((await standing(s, answered)).handlerId).toBe(await s.accountOf(theHandler));
});
