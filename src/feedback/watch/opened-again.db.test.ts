import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { Conflict } from '#platform';
import { addDays } from '#words';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { closeFeedback } from '../answering/close-feedback.ts';
import { reviewObjections } from '../answering/review-objections.ts';
import { aDraft, brought, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import { expectedOf } from '../expected.ts';
import { findSendersCase } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { askAccused } from '../handling/ask-accused.ts';
import { acceptFeedback } from '../routing/accept-feedback.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { decideGuidance, guideFeedback } from '../screening/guide-feedback.ts';
import { decideKind } from '../screening/decide-kind.ts';
import { identifyOfficers } from '../screening/identify-officers.ts';
import { proposeKind } from '../screening/propose-kind.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { objectToAnswer } from '../sender/object-to-answer.ts';
import { rateAnswer } from '../sender/rate-answer.ts';
import { takeBackWithdrawal, withdrawCase } from '../sender/withdraw-case.ts';
import { extendFeedback } from '../handling/extend-feedback.ts';
import { startFeedback } from '../handling/start-feedback.ts';
import { aSquare, type Square } from '../testing.ts';
import { eraseWhatIsOld } from './erase-feedback.ts';
import { watchCases } from './watch-cases.ts';

let s: Square;
let today: string;
beforeAll(async () => {
	s = await aSquare();
	today = await asOperator(s.house, async (call) => call.today);
});

/** All its days moved back, as if everything had happened so many days before. */
const longAgo = (id: string, days: number) =>
	asOwner(
		s.house,
		'alter table feedback disable trigger user',
		`update feedback set (received_on, due_on, runs_from, rung_from, paused_on, answered_on, closed_on, withdrawn_on, erase_on) =
			(received_on - ${days}, due_on - ${days}, runs_from - ${days}, rung_from - ${days}, paused_on - ${days}, answered_on - ${days},
				closed_on - ${days}, withdrawn_on - ${days}, erase_on - ${days}) where id = '${id}'`,
		'alter table feedback enable trigger user',
	);
const asItsSender = (filed: Filed, act: (call: Parameters<typeof rateAnswer>[0], id: string) => Promise<unknown>) =>
	s.asSender(filed, (call) => act(call, filed.id));

/** Answered, closed and so many days old. */
async function closed(days: number) {
	const filed = await brought(s, 'answered');
	await asOperator(s.house, (call) =>
		sql`update feedback set state = 'silent', step = step + 1 where id = ${filed.id}`.execute(call.db),
	);
	await s.as(theDesk, (call) => closeFeedback(call, filed.id));
	await longAgo(filed.id, days);
	return filed;
}
const reopen = (filed: Filed) =>
	asItsSender(filed, async (call) =>
		rateAnswer(call, (await findSendersCase(call))!, { overall: 1, aspects: {} }, 'Chưa giải quyết'),
	);
const object = (filed: Filed) =>
	asItsSender(filed, async (call) => objectToAnswer(call, (await findSendersCase(call))!, 'Không đúng'));

test('what is opened again after its due date is not late: it has its time from that day, and climbs from the bottom', async () => {
	const filed = await closed(31);
	await asOperator(s.house, (call) => sql`update feedback set rung = 80 where id = ${filed.id}`.execute(call.db));
	const before = await standing(s, filed);
	await reopen(filed);
	const now = await standing(s, filed);
	expect(now).toMatchObject({ state: 'reopened', runsFrom: today, rung: 0, rungFrom: null, closedOn: null });
	expect(now.dueOn >= addDays(today, 20)).toBe(true);
	expect(now.answeredInTime, 'nothing cures or makes lateness').toBe(before.answeredInTime);
	await watchCases(s.house);
	expect(await standing(s, filed)).toMatchObject({ rung: 0, handlingUnitId: s.unit.province, state: 'reopened' });
});

test('left lying when opened again, it moves up once and stays there; sorting it gives no more time', async () => {
	const filed = await closed(31);
	await reopen(filed);
	await longAgo(filed.id, 35);
	await watchCases(s.house);
	const risen = await standing(s, filed);
	expect(risen).toMatchObject({ handlingUnitId: s.unit.ministry, rung: 0, rungFrom: today });
	await watchCases(s.house);
	expect(await standing(s, filed)).toEqual(risen);

	const other = await closed(31);
	await reopen(other);
	await longAgo(other.id, 5);
	const { dueOn } = await standing(s, other);
	await s.as(theDesk, (call) => screenFeedback(call, other.id, { kind: 'opinion', topic: 'manner', accuses: true }));
	expect((await standing(s, other)).dueOn).toBe(dueOn);
});

test('opened again on the day on which its time began, it has what the law gives from that day, without the extension of before', async () => {
	const filed = await brought(s, 'inProgress', { kind: 'complaint' });
	const { dueOn } = await standing(s, filed);
	await s.as(theApprover, (call) => extendFeedback(call, filed.id, 'Vụ việc phức tạp'));
	expect((await standing(s, filed)).dueOn > dueOn).toBe(true);
	await s.as(theHandler, (call) => draftAnswer(call, filed.id, aDraft(), true));
	await s.as(theApprover, (call) => approveAnswer(call, filed.id));
	await asOperator(s.house, (call) =>
		sql`update feedback set state = 'silent', step = step + 1 where id = ${filed.id}`.execute(call.db),
	);
	await s.as(theDesk, (call) => closeFeedback(call, filed.id));
	await reopen(filed);
	expect(await standing(s, filed)).toMatchObject({ state: 'reopened', runsFrom: today, dueOn, rung: 0 });
});

test('sorted as another kind when opened again, it has the time of that kind', async () => {
	const filed = await closed(31);
	await reopen(filed);
	await s.as(theDesk, (call) => screenFeedback(call, filed.id, { kind: 'complaint', topic: null, accuses: true }));
	const { dueOn } = await standing(s, filed);
	expect([dueOn >= addDays(today, 30), dueOn < addDays(today, 45)]).toEqual([true, true]);
});

test('the sender who opens a case again begins no other time than that of the law', async () => {
	const filed = await closed(31);
	const longer = asItsSender(filed, (call, id) =>
		sql`update feedback set state = 'reopened', step = step + 1, runs_from = app.today(), due_on = app.today() + 400
			where id = ${id}`.execute(call.db),
	);
	await expect(longer).rejects.toThrow(/not the sender's to decide/);
	const later = asItsSender(filed, (call, id) =>
		sql`update feedback set runs_from = app.today() where id = ${id}`.execute(call.db),
	);
	await expect(later).rejects.toThrow(/not the sender's to decide/);
});

test('nor does a desk begin its time anew', async () => {
	const filed = await brought(s, 'inProgress');
	const written = s.as(theDesk, (call) =>
		sql`update feedback set runs_from = app.today() where id = ${filed.id}`.execute(call.db),
	);
	await expect(written).rejects.toThrow(/nothing began its time anew/);
});

test('a review is measured by its own time', async () => {
	const filed = await brought(s, 'answered');
	await longAgo(filed.id, 60);
	await object(filed);
	await reviewObjections(s.house);
	const { dueOn, runsFrom } = await standing(s, filed);
	expect(runsFrom).toBe(today);
	expect(dueOn >= addDays(today, 20)).toBe(true);
	await longAgo(filed.id, 19);
	await watchCases(s.house);
	expect((await standing(s, filed)).rung, 'of twenty days nineteen are gone').toBe(80);
	await longAgo(filed.id, 15);
	await watchCases(s.house);
	expect(await standing(s, filed), 'and thirty-four of twenty').toMatchObject({ rung: 0, rungFrom: today });
});

test('what is taken up has its time from there, and climbs from the bottom', async () => {
	const filed = await brought(s, 'assigned', { kind: 'complaint' });
	await longAgo(filed.id, 8);
	await watchCases(s.house);
	expect((await standing(s, filed)).rung).toBeGreaterThan(0);
	await s.as(theHandler, (call) => acceptFeedback(call, filed.id));
	expect(await standing(s, filed)).toMatchObject({ rung: 0, runsFrom: today });
	await watchCases(s.house);
	expect((await standing(s, filed)).rung).toBe(0);
});

test('under review its time runs, also when it was withdrawn meanwhile: it is not taken up once more', async () => {
	const filed = await brought(s, 'screened', { kind: 'complaint' });
	await s.as(theDesk, (call) => guideFeedback(call, filed.id, { law: 'Luật Khiếu nại', where: 'Tòa án' }));
	await s.as(theApprover, (call) => decideGuidance(call, filed.id, true));
	await object(filed);
	await reviewObjections(s.house);
	await asItsSender(filed, async (call) => withdrawCase(call, (await findSendersCase(call))!));
	await asItsSender(filed, async (call) => takeBackWithdrawal(call, (await findSendersCase(call))!));
	await s.as('desk.ministry', async (call) => assignFeedback(call, filed.id, await s.accountOf('focal.ministry')));
	await longAgo(filed.id, 5);
	const { dueOn, runsFrom } = await standing(s, filed);
	await expect(s.as('focal.ministry', (call) => acceptFeedback(call, filed.id))).rejects.toBeInstanceOf(Conflict);
	expect(await standing(s, filed)).toMatchObject({ state: 'underReview', stage: 1, dueOn, runsFrom });
});

test('an objection to a closed case keeps it from being erased; withdrawn meanwhile, it is closed again', async () => {
	const filed = await closed(1);
	await object(filed);
	expect((await standing(s, filed)).closedOn).toBeNull();
	const kept = () =>
		asOperator(s.house, async (call) => {
			const { rows } = await sql<{ eraseOn: string | null; erasedAt: Date | null }>`
				select erase_on, erased_at from feedback where id = ${filed.id}`.execute(call.db);
			return rows[0]!;
		});
	expect(await kept()).toEqual({ eraseOn: null, erasedAt: null });
	await reviewObjections(s.house);
	await asItsSender(filed, async (call) => withdrawCase(call, (await findSendersCase(call))!));
	await longAgo(filed.id, 8);
	await watchCases(s.house);
	expect((await standing(s, filed)).state).toBe('closed');
});

test('what runs is not erased, whatever day stands there', async () => {
	const filed = await brought(s, 'inProgress');
	await asOperator(s.house, (call) =>
		sql`update feedback set erase_on = '2000-01-01' where id = ${filed.id}`.execute(call.db),
	);
	await eraseWhatIsOld(s.house);
	const { rows } = await asOperator(s.house, (call) =>
		sql`select from feedback_key where feedback_id = ${filed.id}`.execute(call.db),
	);
	expect(rows).toHaveLength(1);
});

test('an officer who was heard in a case that is erased sees what is expected of them; no name outlives the case', async () => {
	const accused = 'member1.communeA';
	const filed = await brought(s, 'screened');
	await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [accused]));
	await routeWaiting(s.house);
	await s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(theHandler)));
	await s.as(theHandler, (call) => acceptFeedback(call, filed.id));
	await s.as(theHandler, (call) => startFeedback(call, filed.id));
	await s.as(theHandler, (call) =>
		askAccused(call, filed.id, { memberId: s.memberId(accused), question: 'Hôm đó ra sao?' }),
	);
	expect(await s.as(accused, expectedOf)).toHaveLength(1);
	await s.as(theHandler, (call) => draftAnswer(call, filed.id, aDraft(), true));
	await s.as(theApprover, (call) => approveAnswer(call, filed.id));
	await asOperator(s.house, (call) =>
		sql`update feedback set state = 'silent', step = step + 1 where id = ${filed.id}`.execute(call.db),
	);
	await s.as(theDesk, (call) => closeFeedback(call, filed.id));
	await longAgo(filed.id, 2000);
	await eraseWhatIsOld(s.house);
	expect(await s.as(accused, expectedOf)).toEqual([]);
	const { rows } = await asOperator(s.house, (call) =>
		sql<{ named: number }>`select (select count(*) from feedback_statement where feedback_id = ${filed.id})
			+ (select count(*) from feedback_officer where feedback_id = ${filed.id})
			+ (select count(*) from feedback_part where feedback_id = ${filed.id}) as named`.execute(call.db),
	);
	expect(rows[0]!.named).toBe(0);
});

test('of another kind after it was taken up, its time counts from there', async () => {
	const filed = await brought(s, 'assigned', { kind: 'denunciation' });
	await longAgo(filed.id, 8);
	await s.as(theHandler, (call) => acceptFeedback(call, filed.id));
	await longAgo(filed.id, 12);
	const { runsFrom } = await standing(s, filed);
	const reason = 'Nội dung là khiếu nại';
	await s.as(theDesk, (call) => proposeKind(call, filed.id, { kind: 'complaint', reason }));
	await s.as(theApprover, (call) => decideKind(call, filed.id, true));
	const now = await standing(s, filed);
	expect(now.runsFrom).toBe(runsFrom);
	expect(now.dueOn >= addDays(runsFrom, 30)).toBe(true);
	await watchCases(s.house);
	expect((await standing(s, filed)).rung).toBeLessThan(100);
});

test('nobody decides what kind a case is that is over', async () => {
	const filed = await brought(s, 'screened', { kind: 'complaint' });
	await s.as(theDesk, (call) => proposeKind(call, filed.id, { kind: 'opinion', reason: 'Chỉ là góp ý' }));
	await asItsSender(filed, async (call) => withdrawCase(call, (await findSendersCase(call))!));
	await expect(s.as(theApprover, (call) => decideKind(call, filed.id, true))).rejects.toBeInstanceOf(Conflict);
	expect((await standing(s, filed)).kind).toBe('complaint');
});
