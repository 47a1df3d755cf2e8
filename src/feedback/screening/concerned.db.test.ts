import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Conflict, Forbidden, Invalid, NotFound } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { askAccused } from '../handling/ask-accused.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { closeFeedback } from '../answering/close-feedback.ts';
import { listCommendationsOf } from '../aftermath/commendation.store.ts';
import { commendUnit } from '../aftermath/commend-unit.ts';
import { confirmRelative, declareRelative, takeBackRelative } from '../routing/declare-relative.ts';
import { aDraft, brought, sees, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import { enterOnBehalf } from '../filing/enter-on-behalf.ts';
import { findSendersCase, listSteps } from '../feedback.store.ts';
import { finishRectification } from '../aftermath/finish-rectification.ts';
import { giveStatement } from '../handling/give-statement.ts';
import { identifyOfficers } from './identify-officers.ts';
import { expectedOf } from '../index.ts';
import { orderRectification } from '../aftermath/order-rectification.ts';
import { findRectificationOf, listRectifications, listRectificationsOf } from '../aftermath/rectification.store.ts';
import { recuseFromFeedback } from '../routing/recuse-from-feedback.ts';
import { redactPublication } from '../published/redact-publication.ts';
import { releasePublication } from '../published/release-publication.ts';
import { judgeRelative } from '../routing/judge-relative.ts';
import { listRelations, listRelationsToJudge, saveJudged } from '../routing/relation.store.ts';
import { routeBarred, routeWaiting } from '../routing/route-feedback.ts';
import { screenFeedback } from './screen-feedback.ts';
import { beSatisfied } from '../sender/object-to-answer.ts';
import { listStatements, listStatementsAsked } from '../handling/statement.store.ts';
import { aFiling, aSquare, type Square } from '../testing.ts';
import { verifyRectification } from '../aftermath/verify-rectification.ts';

let s: Square;
const accused = 'member1.communeA';
beforeAll(async () => {
	s = await aSquare();
});

describe('who is concerned', () => {
	test('steps back in one click, sees nothing from then on, and somebody else is found', async () => {
		const filed = await brought(s, 'inProgress');
		await s.as(theHandler, (call) => recuseFromFeedback(call, filed.id));
		expect(await sees(s, theHandler, filed)).toBe(false);
		await routeWaiting(s.house);
		const now = await standing(s, filed);
		expect([now.state, now.handlerId, now.handlingUnitId]).toEqual(['screened', null, s.unit.province]);
		await expect(
			s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(theHandler))),
		).rejects.toBeInstanceOf(Invalid);
	});

	test('when the last of a desk steps back, the case goes further up', async () => {
		const filed = await brought(s, 'screened');
		await s.as(theDesk, (call) => recuseFromFeedback(call, filed.id));
		await routeWaiting(s.house);
		expect((await standing(s, filed)).handlingUnitId).toBe(s.unit.ministry);
	});

	test('an officer becomes known: a relative at the desk loses the case at once', async () => {
		const filed = await brought(s, 'inProgress');
		await s.as('focal.province', (call) =>
			declareRelative(call, { number: accused, fullName: `Nguyen Van ${accused}` }),
		);
		expect(await sees(s, theHandler, filed)).toBe(true);
		await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [accused]));
		expect(await sees(s, theHandler, filed)).toBe(false);
		await routeWaiting(s.house);
		const now = await standing(s, filed);
		expect([now.officerKnown, now.handlerId, now.state]).toEqual([true, null, 'screened']);
		await longEnded();
	});

	test('an officer of another unit is named: the unit it is about stays the subject', async () => {
		const filed = await brought(s, 'inProgress');
		const colleague = 'member2.communeA';
		await s.post(colleague, 'inspector', s.unit.province);
		expect(await sees(s, colleague, filed)).toBe(false);
		await s.as(theDesk, (call) => identifyOfficers(call, filed.id, ['head.elsewhere']));
		await routeWaiting(s.house);
		expect((await standing(s, filed)).handlingUnitId).toBe(s.unit.province);
		expect(await sees(s, colleague, filed)).toBe(false);
		const forgotten = s.as(theDesk, (call) =>
			sql`delete from feedback_officer where feedback_id = ${filed.id}`.execute(call.db),
		);
		await expect(forgotten).rejects.toThrow('permission denied');
	});

	test('a number that is nobody’s changes nothing', async () => {
		const filed = await brought(s, 'inProgress');
		const wrong = s.as(theDesk, (call) => identifyOfficers(call, filed.id, [accused, 'khong-co']));
		await expect(wrong).rejects.toBeInstanceOf(Invalid);
		expect((await standing(s, filed)).officerKnown).toBe(false);
	});

	test('a relative is declared by number and name, both right; the other keeps a case under way until they confirm it', async () => {
		const filed = await brought(s, 'screened');
		await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [accused]));
		await routeWaiting(s.house);
		await s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(theHandler)));
		for (const wrong of [
			{ number: accused, fullName: 'Ai đó' },
			{ number: 'khong-co', fullName: `Nguyễn Văn ${accused}` },
		])
			await expect(s.as(theHandler, (call) => declareRelative(call, wrong))).rejects.toBeInstanceOf(Invalid);
		await s.as(accused, (call) => declareRelative(call, { number: theHandler, fullName: `nguyễn văn ${theHandler}` }));
		expect(await s.as(theHandler, listRelations)).toMatchObject([{ memberId: s.memberId(accused), mine: false }]);
		await routeBarred(s.house);
		expect((await standing(s, filed)).handlerId, 'not by what the accused says alone').toBe(
			await s.accountOf(theHandler),
		);
		expect(await sees(s, theHandler, filed)).toBe(true);
		await expect(
			s.as('focal.communeB', (call) => confirmRelative(call, s.memberId(accused))),
			'declared somebody else',
		).rejects.toBeInstanceOf(NotFound);
		await s.as(theHandler, (call) => confirmRelative(call, s.memberId(accused)));
		expect(await s.as(theHandler, listRelations)).toMatchObject([{ memberId: s.memberId(accused), mine: true }]);
		expect(await sees(s, theHandler, filed)).toBe(false);
		await routeBarred(s.house);
		expect((await standing(s, filed)).handlerId).toBeNull();
	});

	test('who takes a relative back is barred all the same from what was received until then', async () => {
		const deleted = s.as(accused, (call) => sql`delete from declared_relation`.execute(call.db));
		await expect(deleted).rejects.toThrow('permission denied');
		const filed = await brought(s, 'screened');
		await s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(theHandler)));
		await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [accused]));
		expect(await sees(s, theHandler, filed)).toBe(false);
		const both = s.as(theHandler, (call) => sql`update declared_relation set ended_on = app.today()`.execute(call.db));
		await expect(both, 'declared by both, and not for one of them to end').rejects.toThrow('row-level security');
		expect(await s.as(theHandler, (call) => takeBackRelative(call, s.memberId(accused)))).toBe('asked');
		const asked = { mine: true, theirs: true, endAsked: true };
		expect(await s.as(theHandler, listRelations)).toMatchObject([asked]);
		const pair = { memberId: s.memberId(theHandler), relativeId: s.memberId(accused) };
		expect(await s.as('seat1', listRelationsToJudge)).toMatchObject([{ ...pair, ending: true }]);
		await s.as('seat1', (call) => judgeRelative(call, pair, { confirmed: false, ground: 'Đã ly hôn, có giấy tờ' }));
		expect(await s.as(theHandler, listRelations)).toEqual([]);
		expect(await sees(s, theHandler, filed)).toBe(false);
		await longEnded();
		expect(await sees(s, theHandler, filed)).toBe(true);
		await s.as(theHandler, (call) => declareRelative(call, { number: accused, fullName: `Nguyễn Văn ${accused}` }));
		expect(await s.as(theHandler, (call) => takeBackRelative(call, s.memberId(accused)))).toBe('ended');
		await expect(
			s.as(theHandler, (call) => takeBackRelative(call, s.memberId(accused))),
			'nothing stands',
		).rejects.toBeInstanceOf(NotFound);
		await longEnded();
	});

	test('nobody keeps a whole desk away: few may be declared at once that nobody confirmed', async () => {
		const declares = (who: string) =>
			s.as('member3.elsewhere', (call) => declareRelative(call, { number: who, fullName: `Nguyễn Văn ${who}` }));
		const named = ['head', 'focal', 'member1', 'member2', 'member3'].map((name) => `${name}.communeB`);
		for (const who of named) await declares(who);
		await expect(declares('head.communeA')).rejects.toBeInstanceOf(Conflict);
		const slipped = s.as('member3.elsewhere', (call) =>
			sql`insert into declared_relation (member_id, relative_id, declared_by)
				values (app.member_id(), ${s.memberId('head.communeA')}, app.account_id())`.execute(call.db),
		);
		await expect(slipped).rejects.toThrow('whom nobody confirmed');
		await s.as(named[0]!, (call) => confirmRelative(call, s.memberId('member3.elsewhere')));
		await declares('head.communeA');
		await longEnded();
	});

	test('what one declares keeps the other from what is received later, also when it is taken back and declared anew', async () => {
		const before = await brought(s, 'screened');
		const relative = { number: theHandler, fullName: `Nguyễn Văn ${theHandler}` };
		const declared = (days: number) =>
			asOperator(s.house, (call) =>
				sql`update declared_relation set declared_on = app.today() - ${days}::int, ended_on = null
					where member_id = ${s.memberId(accused)}`.execute(call.db),
			);
		await s.as(theDesk, async (call) => assignFeedback(call, before.id, await s.accountOf(theHandler)));
		await s.as(theDesk, (call) => identifyOfficers(call, before.id, [accused]));
		await s.as(accused, (call) => declareRelative(call, relative));
		expect(await sees(s, theHandler, before)).toBe(true);
		await declared(1);
		expect(await sees(s, theHandler, before), 'declared on the day before it came').toBe(false);
		await s.as(accused, (call) => takeBackRelative(call, s.memberId(theHandler)));
		await s.as(accused, (call) => declareRelative(call, relative));
		expect(await sees(s, theHandler, before), 'declared anew').toBe(false);
		await longEnded();
	});

	test('a seat of the oversight body confirms what the relative does not, with its ground; nobody of the pair and no desk does', async () => {
		await longEnded();
		const filed = await brought(s, 'screened');
		await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [accused]));
		await routeWaiting(s.house);
		await s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(theHandler)));
		await s.as(accused, (call) => declareRelative(call, { number: theHandler, fullName: `Nguyễn Văn ${theHandler}` }));
		const pair = { memberId: s.memberId(accused), relativeId: s.memberId(theHandler) };
		const judged = { confirmed: true, ground: 'Đã xem sổ hộ khẩu của hai người' };
		for (const who of [accused, theHandler, theDesk, theApprover]) {
			expect(await s.as(who, listRelationsToJudge), who).toEqual([]);
			await expect(
				s.as(who, (call) => judgeRelative(call, pair, judged)),
				who,
			).rejects.toBeInstanceOf(Forbidden);
			expect(await s.as(who, (call) => saveJudged(call, pair, judged)), who).toBe(false);
		}
		expect(await sees(s, theHandler, filed)).toBe(true);

		expect(await s.as('seat1', listRelationsToJudge)).toMatchObject([pair]);
		expect((await s.as('seat1', expectedOf)).map(({ href }) => href)).toContain('/lam-viec/gop-y/giam-sat/nguoi-than');
		await s.as('seat1', (call) => judgeRelative(call, pair, judged));
		expect(await sees(s, theHandler, filed)).toBe(false);
		await routeBarred(s.house);
		expect((await standing(s, filed)).handlerId).toBeNull();
		expect(await s.as(theHandler, listRelations)).toMatchObject([{ mine: false, confirmed: true }]);
		await expect(
			s.as('seat2', (call) => judgeRelative(call, pair, { ...judged, confirmed: false })),
			'once',
		).rejects.toBeInstanceOf(NotFound);
		await longEnded();
	});

	test('what a seat could not confirm stays what one of the two says; a seat has no say in what is about itself', async () => {
		const filed = await brought(s, 'screened');
		await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [accused]));
		await routeWaiting(s.house);
		await s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(theHandler)));
		const other = 'member2.communeB';
		for (const relative of [theHandler, other])
			await s.as(accused, (call) => declareRelative(call, { number: relative, fullName: `Nguyễn Văn ${relative}` }));
		const pairWith = (who: string) => ({ memberId: s.memberId(accused), relativeId: s.memberId(who) });
		await s.as('seat2', (call) =>
			judgeRelative(call, pairWith(theHandler), { confirmed: false, ground: 'Không có giấy tờ nào' }),
		);
		expect(await sees(s, theHandler, filed)).toBe(true);
		await asOperator(s.house, (call) =>
			sql`update declared_relation set declared_on = app.today() - 3 where confirmed = false`.execute(call.db),
		);
		expect(await sees(s, theHandler, filed), 'nor does it keep them from what came later').toBe(true);

		await asOperator(s.house, async (call) =>
			sql`insert into oversight_seat (account_id, body, since) values (${await s.accountOf(other)}, 'Hội đồng', app.today() - 1)`.execute(
				call.db,
			),
		);
		expect(await s.as(other, listRelationsToJudge)).toEqual([]);
		const ground = 'Tôi biết chúng tôi là người thân';
		await expect(
			s.as(other, (call) => judgeRelative(call, pairWith(other), { confirmed: true, ground })),
		).rejects.toBeInstanceOf(Forbidden);
		expect(await s.as(other, (call) => saveJudged(call, pairWith(other), { confirmed: true, ground }))).toBe(false);
		await longEnded();
	});
});

/** No relation of before stands in the way of a test. */
const longEnded = () =>
	asOperator(s.house, (call) =>
		sql`update declared_relation set ended_on = app.today() - 1, end_asked_on = null, confirmed = null, judged_by = null, judged_on = null, ground = null`.execute(
			call.db,
		),
	);

describe('the accused', () => {
	const heard = async () => {
		const filed = await brought(s, 'inProgress');
		await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [accused]));
		await routeWaiting(s.house);
		await s.as(theHandler, (call) =>
			askAccused(call, filed.id, { memberId: s.memberId(accused), question: 'Sáng 10/3 anh trả lời thế nào?' }),
		);
		return filed;
	};

	test('reads the question and nothing else, and says what happened', async () => {
		const filed = await heard();
		const [asked] = (await s.as(accused, listStatementsAsked)).toReversed();
		expect(asked?.question).toBe('Sáng 10/3 anh trả lời thế nào?');
		expect(await sees(s, accused, filed)).toBe(false);
		expect((await s.as(accused, expectedOf)).some(({ href }) => href.endsWith(asked!.id))).toBe(true);
		await expect(s.as('member2.communeA', (call) => giveStatement(call, asked!.id, 'Tôi'))).rejects.toBeInstanceOf(
			NotFound,
		);
		await s.as(accused, (call) => giveStatement(call, asked!.id, 'Tôi đã giải thích đúng quy định'));
		const read = await s.as(theHandler, (call) => listStatements(call, filed.id));
		expect(read.map(({ statement }) => statement)).toEqual(['Tôi đã giải thích đúng quy định']);
	});

	test('is cleared by an answer that finds nothing, and nothing more is asked', async () => {
		const filed = await heard();
		const [asked] = (await s.as(accused, listStatementsAsked)).toReversed();
		await s.as(theHandler, (call) => draftAnswer(call, filed.id, aDraft({ outcome: 'notUpheld' }), true));
		await s.as(theApprover, (call) => approveAnswer(call, filed.id));
		expect((await standing(s, filed)).unfounded).toBe(true);
		const after = (await s.as(accused, listStatementsAsked)).find(({ id }) => id === asked!.id);
		expect(after).toMatchObject({ cleared: true });
		await expect(s.as(accused, (call) => giveStatement(call, asked!.id, 'Thêm'))).rejects.toBeInstanceOf(NotFound);
	});

	test('a handler writes no statement for them, whatever the code does', async () => {
		const filed = await heard();
		const [asked] = await s.as(theHandler, (call) => listStatements(call, filed.id));
		await expect(
			s.as(theHandler, (call) =>
				call.db
					.updateTable('feedbackStatement')
					.set({ statement: Buffer.from('x'), closedAt: call.now })
					.where('id', '=', asked!.id)
					.execute(),
			),
		).rejects.toThrow(/not the caller's to write/);
	});
});

describe('afterwards', () => {
	test('a unit puts right what it was told to without knowing the case; somebody else verifies it', async () => {
		const filed = await brought(s, 'answered');
		const order = { unitId: s.unit.communeA, task: 'Tập huấn giao tiếp cho cán bộ trực', dueOn: '2027-01-31' };
		const id = await s.as(theHandler, (call) => orderRectification(call, filed.id, order));
		const told = await s.as('head.communeA', (call) => listRectificationsOf(call, [s.unit.communeA], 10));
		expect(told.map((each) => each.task)).toContain(order.task);
		const itself = (who: string, unitId: number) => s.as(who, (call) => findRectificationOf(call, [unitId], id));
		expect(await itself('head.communeA', s.unit.communeA)).toMatchObject({ id });
		expect(await itself('head.communeB', s.unit.communeB)).toBeUndefined();
		expect(await sees(s, 'head.communeA', filed)).toBe(false);
		await expect(s.as(theDesk, (call) => verifyRectification(call, id, true))).rejects.toBeInstanceOf(Conflict);
		await expect(s.as('head.communeB', (call) => finishRectification(call, id, 'Xong'))).rejects.toBeInstanceOf(
			NotFound,
		);
		await s.as('focal.communeA', (call) => finishRectification(call, id, 'Đã tập huấn 12 người'));
		await s.as(theDesk, (call) => verifyRectification(call, id, false));
		await s.as('head.communeA', (call) => finishRectification(call, id, 'Đã tập huấn 20 người'));
		await expect(s.as('head.communeA', (call) => verifyRectification(call, id, true))).rejects.toBeInstanceOf(NotFound);
		await s.as(theDesk, (call) => verifyRectification(call, id, true));
		const [now] = await s.as(theDesk, (call) => listRectifications(call, filed.id));
		expect(now?.verifiedBy).toBe(await s.accountOf(theDesk));
	});

	test('a question and its answer are released by somebody other than who rewrote them', async () => {
		const filed = await brought(s, 'answered');
		await s.as(theHandler, (call) => redactPublication(call, filed.id, { question: 'Hỏi', answer: 'Đáp' }));
		await expect(s.as(theHandler, (call) => releasePublication(call, filed.id))).rejects.toBeInstanceOf(Forbidden);
		await s.as(theApprover, (call) => releasePublication(call, filed.id));
		const again = s.as(theHandler, (call) => redactPublication(call, filed.id, { question: 'Khác', answer: 'Khác' }));
		await expect(again).rejects.toBeInstanceOf(Conflict);
	});

	test('nothing is published against the will of its sender', async () => {
		const filed = await brought(s, 'answered', { wantsPublication: false });
		const redacted = s.as(theHandler, (call) => redactPublication(call, filed.id, { question: 'Hỏi', answer: 'Đáp' }));
		await expect(redacted).rejects.toBeInstanceOf(Conflict);
	});

	test('praise reaches the unit of the officer', async () => {
		const filed = await s.file({ kind: 'praise', accuses: false });
		await s.as('desk.communeA', (call) =>
			screenFeedback(call, filed.id, { kind: 'praise', topic: 'manner', accuses: false }),
		);
		await s.as('desk.communeA', (call) => commendUnit(call, filed.id, { unitId: s.unit.communeA, words: 'Tận tình' }));
		const read = (who: string, unitId: number) => s.as(who, (call) => listCommendationsOf(call, [unitId], 10));
		expect((await read('head.communeA', s.unit.communeA)).map(({ words }) => words)).toEqual(['Tận tình']);
		expect(await read('head.communeB', s.unit.communeA)).toEqual([]);
	});

	test('two officers close at once: one does, the other is told that nothing was changed', async () => {
		await s.post('member1.province', 'feedbackDesk', s.unit.province);
		for (let round = 0; round < 4; round += 1) {
			const filed = await brought(s, 'answered');
			await s.asSender(filed, async (call) => beSatisfied(call, (await findSendersCase(call))!));
			const both = await Promise.allSettled(
				[theDesk, 'member1.province'].map((who) => s.as(who, (call) => closeFeedback(call, filed.id))),
			);
			expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
			expect(both.find((each) => each.status === 'rejected')?.reason).toBeInstanceOf(Conflict);
			const steps = await s.as(theDesk, (call) => listSteps(call, filed.id));
			expect(steps.filter(({ event }) => event === 'closed')).toHaveLength(1);
		}
	});
});

test('a letter is entered by a desk and by nobody else; what identifies its sender is sealed', async () => {
	const letter = {
		...aFiling(s.unit.communeB),
		channel: 'post' as const,
		texts: { matter: 'Thư viết tay', name: 'Người gửi', entry: 'Mặt trận Tổ quốc xã' },
	};
	await expect(s.as('focal.province', (call) => enterOnBehalf(call, letter))).rejects.toBeInstanceOf(Forbidden);
	const filed = await s.as('desk.communeB', (call) => enterOnBehalf(call, letter));
	await routeWaiting(s.house);
	expect(await s.asSender(filed, async (call) => (await findSendersCase(call))?.enteredBy)).toBe(
		await s.accountOf('desk.communeB'),
	);
});
