import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Conflict, Forbidden, Invalid } from '#platform';
import { addDays, m } from '#words';
import { asOperator } from '../../platform/testing.ts';
import { listAnswers } from './answer.store.ts';
import { approveAnswer } from './approve-answer.ts';
import { askSender } from '../handling/ask-sender.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { closeFeedback } from './close-feedback.ts';
import { decideKind } from '../screening/decide-kind.ts';
import { acceptFeedback } from '../routing/accept-feedback.ts';
import { aDraft, aged, brought, newKey, sees, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { draftAnswer } from './draft-answer.ts';
import { extendFeedback } from '../handling/extend-feedback.ts';
import { findSendersCase, listSteps } from '../feedback.store.ts';
import { guideFeedback } from '../screening/guide-feedback.ts';
import { mergeFeedback } from '../screening/merge-feedback.ts';
import { listMessages } from '../handling/message.store.ts';
import { noteProgress } from '../handling/note-progress.ts';
import { offerFeedback } from '../routing/offer-feedback.ts';
import { proposeKind } from '../screening/propose-kind.ts';
import { resumeFeedback } from '../handling/resume-feedback.ts';
import { returnOffer } from '../routing/return-offer.ts';
import { reviewObjections } from './review-objections.ts';
import { recuseFromFeedback } from '../routing/recuse-from-feedback.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { sendBackAnswer } from './send-back-answer.ts';
import { objectToAnswer } from '../sender/object-to-answer.ts';
import { replyToQuestion } from '../sender/reply-to-question.ts';
import { takeBackWithdrawal, withdrawCase } from '../sender/withdraw-case.ts';
import { shareAnswer } from './share-answer.ts';
import { splitFeedback } from '../screening/split-feedback.ts';
import { suspendFeedback } from '../handling/suspend-feedback.ts';
import { takeOverFeedback } from '../routing/take-over-feedback.ts';
import { aSquare, type Square } from '../testing.ts';
import { listTexts } from '../texts.store.ts';
import { watchCases } from '../watch/watch-cases.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const opinion = { kind: 'opinion', topic: 'manner', accuses: true } as const;
const told = (filed: Parameters<Square['asSender']>[0]) =>
	s.asSender(filed, async (call) => (await listMessages(call, filed.id)).map(({ kind, text }) => `${kind}: ${text}`));

describe('sorting', () => {
	test('to a more protected kind at once: the law for it counts from the receipt, and the desk reads it no more', async () => {
		const filed = await brought(s, 'received');
		await s.as(theDesk, (call) => screenFeedback(call, filed.id, { ...opinion, kind: 'denunciation' }));
		const now = await standing(s, filed);
		expect([now.kind, now.sealed, now.state]).toEqual(['denunciation', true, 'screened']);
		expect(now.dueOn).not.toBe(filed.dueOn);
		expect(await s.as(theDesk, (call) => listTexts(call, filed.id))).toEqual([]);
	});

	test('a clerk alone does not make a kind less protected; a second person does, and the sender reads why', async () => {
		const filed = await brought(s, 'received', { kind: 'denunciation' });
		await expect(s.as(theDesk, (call) => screenFeedback(call, filed.id, opinion))).rejects.toBeInstanceOf(Conflict);
		await s.as(theDesk, (call) =>
			proposeKind(call, filed.id, { kind: 'opinion', reason: 'Không nêu hành vi vi phạm' }),
		);
		await expect(s.as(theDesk, (call) => decideKind(call, filed.id, true))).rejects.toBeInstanceOf(Forbidden);
		expect((await standing(s, filed)).kind).toBe('denunciation');
		await s.as(theApprover, (call) => decideKind(call, filed.id, true));
		expect((await standing(s, filed)).kind).toBe('opinion');
		expect(await told(filed)).toEqual(['reason: Không nêu hành vi vi phạm']);
		expect((await s.asSender(filed, (call) => listSteps(call, filed.id))).map(({ event }) => event)).toEqual([
			'received',
			'routed',
			'kindProposed',
			'reclassified',
		]);
	});

	test('that it is about nobody’s conduct is decided by two, and the sender reads why', async () => {
		const filed = await brought(s, 'received');
		const dropped = s.as(theDesk, (call) => screenFeedback(call, filed.id, { ...opinion, accuses: false }));
		await expect(dropped).rejects.toBeInstanceOf(Conflict);
		await s.as(theDesk, (call) => screenFeedback(call, filed.id, opinion));
		const alone = asOperator(s.house, (call) =>
			sql`update feedback set accuses = false where id = ${filed.id}`.execute(call.db),
		);
		await expect(alone).rejects.toThrow('second person');
		const proposal = { kind: 'opinion', dropsAccusation: true, reason: 'Không nói về ai' } as const;
		await s.as(theDesk, (call) => proposeKind(call, filed.id, proposal));
		await expect(s.as(theDesk, (call) => decideKind(call, filed.id, true))).rejects.toBeInstanceOf(Forbidden);
		expect((await standing(s, filed)).accuses).toBe(true);
		await s.as(theApprover, (call) => decideKind(call, filed.id, true));
		expect((await standing(s, filed)).accuses).toBe(false);
		expect(await told(filed)).toEqual(['reason: Không nói về ai']);
		expect((await s.asSender(filed, (call) => listSteps(call, filed.id))).map(({ event }) => event)).toEqual(
			expect.arrayContaining(['accusationDoubted', 'accusationDropped']),
		);
	});

	test.each(['opinion', 'denunciation'] as const)(
		'about somebody’s conduct after all, as %s: the desk of that unit has it no more',
		async (kind) => {
			const filed = await s.file({ accuses: false });
			expect((await standing(s, filed)).handlingUnitId).toBe(s.unit.communeA);
			await s.as('desk.communeA', (call) => screenFeedback(call, filed.id, { ...opinion, kind }));
			expect(await sees(s, 'desk.communeA', filed)).toBe(false);
			await routeWaiting(s.house);
			expect((await standing(s, filed)).handlingUnitId).toBe(s.unit.province);
			expect(await s.as(theDesk, (call) => listTexts(call, filed.id))).toHaveLength(kind === 'opinion' ? 1 : 0);
		},
	);

	test('one of several matters becomes a case of its own, whose receipt its sender finds in the first', async () => {
		const filed = await brought(s, 'screened');
		const split = { key: newKey(), ...opinion, topic: 'lifestyle' as const, matter: 'Việc thứ hai' };
		await s.as(theDesk, (call) => splitFeedback(call, filed.id, split));
		const [message] = await told(filed);
		expect(message).toMatch(/mã [0-9A-Z]{4}-[0-9A-Z]{4}/);
		const receipt = /([0-9A-Z]{4}-){4}[0-9A-Z*~$=]/.exec(message!.split('Biên nhận')[1]!)![0];
		const found = await s.asSender({ ...filed, characters: receipt }, (call) => findSendersCase(call));
		expect(found?.topic).toBe('lifestyle');
		const atTheDesk = await s.as(theDesk, async (call) => ({
			messages: await listMessages(call, filed.id),
			texts: await listTexts(call, filed.id),
		}));
		expect(atTheDesk.messages).toHaveLength(1);
		expect(JSON.stringify(atTheDesk)).not.toContain(receipt);
	});

	test('a duplicate is joined; its sender keeps the receipt and reads the answer', async () => {
		const [first, second] = [await brought(s, 'proposed'), await brought(s, 'received')];
		const unknown = s.as(theDesk, (call) => mergeFeedback(call, second.id, 'ZZZZ-ZZZZ'));
		await expect(unknown).rejects.toBeInstanceOf(Invalid);
		await s.as(theDesk, (call) => mergeFeedback(call, second.id, first.reference));
		await s.as(theApprover, (call) => approveAnswer(call, first.id));
		for (const _ of [1, 2]) await asOperator(s.house, (call) => shareAnswer(call, first.id));
		const read = await s.asSender(second, (call) => listAnswers(call, second.id));
		expect(read.map(({ text }) => text?.found)).toEqual([aDraft().text.found]);
	});
});

describe('handling', () => {
	test('the handler is somebody of the body who is not in the conflict set', async () => {
		const filed = await brought(s, 'screened');
		await s.post('member3.communeA', 'inspector', s.unit.province);
		for (const who of ['member3.communeA', 'focal.communeA', 'head.elsewhere'])
			await expect(
				s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(who))),
				who,
			).rejects.toBeInstanceOf(Invalid);
		const handler = await s.accountOf(theHandler);
		await s.as(theDesk, (call) => assignFeedback(call, filed.id, handler));
		expect((await standing(s, filed)).handlerId).toBe(handler);
	});

	test('one question at a time stops the clock; the reply starts it again, later by the days it stood', async () => {
		const filed = await brought(s, 'inProgress');
		await s.as(theHandler, (call) => askSender(call, filed.id, 'Việc xảy ra ngày nào?'));
		await expect(s.as(theHandler, (call) => askSender(call, filed.id, 'Ở đâu?'))).rejects.toBeInstanceOf(Conflict);
		await aged(s, filed, 'paused_on', 4);
		await s.asSender(filed, async (call) => replyToQuestion(call, (await findSendersCase(call))!, 'Hôm qua'));
		const now = await standing(s, filed);
		expect([now.state, now.pausedOn, now.pausedDays]).toEqual(['inProgress', null, 4]);
		expect(now.dueOn >= addDays(filed.dueOn, 4)).toBe(true);
	});

	test('taken up late, the time to settle counts from the day by which it had to be taken up', async () => {
		const [late, prompt] = [
			await brought(s, 'assigned', { kind: 'complaint' }),
			await brought(s, 'accepted', { kind: 'complaint' }),
		];
		await aged(s, late, 'due_on', 30);
		const { dueOn } = await standing(s, late);
		await s.as(theHandler, (call) => acceptFeedback(call, late.id));
		const now = await standing(s, late);
		expect(now.dueOn >= addDays(dueOn, 30) && now.dueOn < addDays(dueOn, 40)).toBe(true);
		expect(now.dueOn < (await standing(s, prompt)).dueOn).toBe(true);
	});

	test('who does not reply is waited for fifteen days in all, and then it goes on', async () => {
		const filed = await brought(s, 'inProgress');
		await s.as(theHandler, (call) => askSender(call, filed.id, 'Việc xảy ra ngày nào?'));
		await aged(s, filed, 'paused_on', 40);
		await watchCases(s.house);
		const now = await standing(s, filed);
		expect([now.state, now.pausedDays]).toEqual(['inProgress', 15]);
		await expect(s.as(theHandler, (call) => askSender(call, filed.id, 'Ở đâu?'))).rejects.toBeInstanceOf(Conflict);
	});

	test('the law suspends, by order of the head and not of the handler, once, and only what it may suspend', async () => {
		const filed = await brought(s, 'inProgress', { kind: 'complaint' });
		const ground = 'Chờ kết quả giám định';
		for (const who of [theHandler, theDesk])
			await expect(
				s.as(who, (call) => suspendFeedback(call, filed.id, ground)),
				who,
			).rejects.toBeInstanceOf(Forbidden);
		await s.as(theApprover, (call) => suspendFeedback(call, filed.id, ground));
		const before = await standing(s, filed);
		await aged(s, filed, 'paused_on', 40);
		await s.as(theHandler, (call) => resumeFeedback(call, filed.id));
		expect((await standing(s, filed)).dueOn >= addDays(before.dueOn, 40)).toBe(true);
		expect(await told(filed)).toEqual([`reason: ${ground}`]);
		const again = s.as(theApprover, (call) => suspendFeedback(call, filed.id, ground));
		await expect(again).rejects.toBeInstanceOf(Conflict);
		const opinion = await brought(s, 'inProgress');
		const never = s.as(theApprover, (call) => suspendFeedback(call, opinion.id, ground));
		await expect(never).rejects.toBeInstanceOf(Conflict);
	});

	test('a suspension ends by itself when its days are over, and only those move the due date', async () => {
		const filed = await brought(s, 'inProgress', { kind: 'complaint' });
		await s.as(theApprover, (call) => suspendFeedback(call, filed.id, 'Chờ kết quả giám định'));
		const before = await standing(s, filed);
		await aged(s, filed, 'paused_on', 60);
		await watchCases(s.house);
		expect((await standing(s, filed)).state).toBe('suspended');
		await aged(s, filed, 'paused_on', 100);
		await watchCases(s.house);
		const now = await standing(s, filed);
		expect([now.state, now.pausedOn]).toEqual(['inProgress', null]);
		expect(now.dueOn >= addDays(before.dueOn, 60) && now.dueOn < addDays(before.dueOn, 75)).toBe(true);
	});

	test('more time is given by the head, not by the handler or the desk, before the due date, once', async () => {
		const filed = await brought(s, 'inProgress');
		for (const who of [theHandler, theDesk])
			await expect(s.as(who, (call) => extendFeedback(call, filed.id, 'Phức tạp'))).rejects.toBeInstanceOf(Forbidden);
		await s.as(theApprover, (call) => extendFeedback(call, filed.id, 'Phức tạp'));
		expect((await standing(s, filed)).dueOn > filed.dueOn).toBe(true);
		await expect(s.as(theApprover, (call) => extendFeedback(call, filed.id, 'Nữa'))).rejects.toBeInstanceOf(Conflict);
		const late = await brought(s, 'inProgress');
		await aged(s, late, 'due_on', 60);
		await expect(s.as(theApprover, (call) => extendFeedback(call, late.id, 'Muộn'))).rejects.toBeInstanceOf(Conflict);
	});

	test('a progress note and guidance are read by the sender', async () => {
		const filed = await brought(s, 'inProgress');
		await s.as(theHandler, (call) => noteProgress(call, filed.id, 'Đang xác minh'));
		expect(await told(filed)).toEqual(['progress: Đang xác minh']);
		const other = await brought(s, 'screened');
		await s.as(theDesk, (call) =>
			guideFeedback(call, other.id, { law: 'Luật Khiếu nại', where: 'Ủy ban nhân dân xã' }),
		);
		expect(await told(other)).toEqual(['guidance: Luật Khiếu nại\n\nỦy ban nhân dân xã']);
		expect((await standing(s, other)).state).toBe('guided');
	});
});

describe('another body', () => {
	const offered = async () => {
		const filed = await brought(s, 'screened');
		await s.as(theDesk, (call) =>
			offerFeedback(call, filed.id, { unitId: s.unit.elsewhere, reason: 'Thuộc tỉnh bạn' }),
		);
		return filed;
	};

	test('takes over what it was offered; the first one knows of it no more, its clock does not begin anew', async () => {
		const filed = await offered();
		expect(await sees(s, 'desk.elsewhere', filed)).toBe(true);
		await s.as('desk.elsewhere', (call) => takeOverFeedback(call, filed.id));
		const now = await standing(s, filed);
		expect([now.state, now.handlingUnitId, now.dueOn, now.routing]).toEqual([
			'screened',
			s.unit.elsewhere,
			filed.dueOn,
			'transferred',
		]);
		expect(await sees(s, theDesk, filed)).toBe(false);
	});

	test('gives it back: that closes nothing, and it knows of it no more', async () => {
		const filed = await offered();
		await s.as('desk.elsewhere', (call) => returnOffer(call, filed.id, 'Không thuộc địa bàn'));
		const now = await standing(s, filed);
		expect([now.state, now.handlingUnitId, now.offeredUnitId]).toEqual(['screened', s.unit.province, null]);
		expect(await sees(s, 'desk.elsewhere', filed)).toBe(false);
		expect(await told(filed)).toEqual(['reason: Thuộc tỉnh bạn', 'reason: Không thuộc địa bàn']);
	});

	test('knows of it no more once the sender withdrew, or it was routed again', async () => {
		const [withdrawn, routed] = [await offered(), await offered()];
		await s.asSender(withdrawn, async (call) => withdrawCase(call, (await findSendersCase(call))!));
		await s.asSender(withdrawn, async (call) => takeBackWithdrawal(call, (await findSendersCase(call))!));
		await s.as(theDesk, (call) => recuseFromFeedback(call, routed.id));
		await routeWaiting(s.house);
		for (const filed of [withdrawn, routed]) {
			const now = await standing(s, filed);
			expect([now.state, now.offeredUnitId]).toEqual(['screened', null]);
			expect(await sees(s, 'desk.elsewhere', filed)).toBe(false);
		}
	});

	test('that the case is about is never offered it', async () => {
		const filed = await brought(s, 'screened');
		const offer = { unitId: s.unit.communeA, reason: 'Gần hơn' };
		await expect(s.as(theDesk, (call) => offerFeedback(call, filed.id, offer))).rejects.toBeInstanceOf(Invalid);
	});
});

describe('the answer', () => {
	test('is released by somebody other than its author, and the sender reads it only then', async () => {
		const filed = await brought(s, 'proposed');
		const read = () => s.asSender(filed, (call) => listAnswers(call, filed.id));
		expect(await read()).toEqual([]);
		await expect(s.as(theHandler, (call) => approveAnswer(call, filed.id))).rejects.toBeInstanceOf(Forbidden);
		await s.as(theApprover, (call) => approveAnswer(call, filed.id));
		expect((await read()).map(({ text, state }) => [text?.done, state])).toEqual([[aDraft().text.done, 'approved']]);
		expect((await standing(s, filed)).state).toBe('answered');
	});

	test('is sent back, written anew and released', async () => {
		const filed = await brought(s, 'proposed');
		await s.as(theApprover, (call) => sendBackAnswer(call, filed.id, 'Thiếu bằng chứng'));
		const better = aDraft({ outcome: 'upheld' });
		await s.as(theHandler, (call) => draftAnswer(call, filed.id, better, true));
		await expect(s.as(theHandler, (call) => draftAnswer(call, filed.id, better, true))).rejects.toBeInstanceOf(
			Conflict,
		);
		await s.as(theApprover, (call) => approveAnswer(call, filed.id));
		expect((await s.asSender(filed, (call) => listAnswers(call, filed.id)))[0]?.outcome).toBe('upheld');
	});

	test('an objection goes one level up; who handled it before sees it no more; the second answer is the last', async () => {
		const filed = await brought(s, 'answered');
		await s.asSender(filed, async (call) => objectToAnswer(call, (await findSendersCase(call))!, 'Không đúng'));
		await reviewObjections(s.house);
		const now = await standing(s, filed);
		expect([now.state, now.stage, now.handlingUnitId, now.handlerId]).toEqual([
			'underReview',
			1,
			s.unit.ministry,
			null,
		]);
		for (const who of [theHandler, theApprover, theDesk]) expect(await sees(s, who, filed), who).toBe(false);
		const reviewer = await s.accountOf('focal.ministry');
		await s.as('desk.ministry', (call) => assignFeedback(call, filed.id, reviewer));
		await s.as('focal.ministry', (call) => draftAnswer(call, filed.id, aDraft(), true));
		await s.as('head.ministry', (call) => approveAnswer(call, filed.id));
		expect((await standing(s, filed)).state).toBe('answeredFinal');
		await s.as('desk.ministry', (call) => closeFeedback(call, filed.id));
		expect((await s.asSender(filed, (call) => listAnswers(call, filed.id))).map(({ stage }) => stage)).toEqual([0, 1]);
	});

	test('the ninth review is the last: an objection to it is refused in words, and holds up no other', async () => {
		const [last, other] = [await brought(s, 'answered'), await brought(s, 'answered')];
		await asOperator(s.house, (call) => sql`update feedback set stage = 9 where id = ${last.id}`.execute(call.db));
		const object = (filed: typeof last) =>
			s.asSender(filed, async (call) => objectToAnswer(call, (await findSendersCase(call))!, 'Không đúng'));
		await expect(object(last)).rejects.toThrow(m.feedback_follow_conflict_lastReview());
		await object(other);
		await reviewObjections(s.house);
		expect((await standing(s, last)).state).toBe('answered');
		expect((await standing(s, other)).state).toBe('underReview');
	});

	test('who says nothing for fifteen days is silent, and the desk closes the case', async () => {
		const filed = await brought(s, 'answered');
		await watchCases(s.house);
		expect((await standing(s, filed)).state).toBe('answered');
		await aged(s, filed, 'answered_on', 16);
		await watchCases(s.house);
		expect((await standing(s, filed)).state).toBe('silent');
		await s.as(theDesk, (call) => closeFeedback(call, filed.id));
		expect((await standing(s, filed)).state).toBe('closed');
	});
});
