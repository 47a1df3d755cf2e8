import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { work } from '#platform';
import { formatDate, m } from '#words';
import { asOperator } from '../../platform/testing.ts';
import { reviewObjections } from '../answering/review-objections.ts';
import { settleBy } from '../clock/clock.ts';
import { clockOf } from '../clock/clock.store.ts';
import { aged, brought, standing, theDesk } from '../desk/testing.ts';
import { findFeedback } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { aReader, speakApp } from '../portal/testing.tsx';
import { identifyOfficers } from '../screening/identify-officers.ts';
import { objectToAnswer } from '../sender/object-to-answer.ts';
import { rateAnswer } from '../sender/rate-answer.ts';
import { aSquare, type Square } from '../testing.ts';
import { listLate } from './statistics.store.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

const listed = (most?: number) => work(s.house, { kind: 'public' }, (call) => listLate(call, most), { readOnly: true });
const isListed = async (filed: Filed): Promise<boolean> => {
	const { listId } = await standing(s, filed);
	const { late } = await listed();
	return late.some((each) => each.listId === listId);
};
const saysLate = async (filed: Filed): Promise<boolean> => {
	const reader = await aReader(speakApp(s.house)).open('/tra-cuu');
	await reader.send({ reference: filed.reference, receipt: filed.characters });
	expect(reader.page).toContain(filed.reference);
	return reader.page.includes(m.feedback_follow_late({ date: formatDate((await standing(s, filed)).dueOn) }));
};
const object = (filed: Filed) =>
	s.asSender(filed, async (call) =>
		objectToAnswer(call, (await findFeedback(call, filed.id))!, 'Không đồng ý với trả lời.'),
	);

test('a review that is late is late like a first answer: in the list of everybody, and for its sender', async () => {
	const filed = await brought(s, 'answered');
	await aged(s, filed, 'due_on', 60);
	expect([await isListed(filed), await saysLate(filed)]).toEqual([false, false]);
	await object(filed);
	expect([await isListed(filed), await saysLate(filed)]).toEqual([false, false]);
	await reviewObjections(s.house);
	expect([await isListed(filed), await saysLate(filed)]).toEqual([false, false]);
	await aged(s, filed, 'due_on', 60);
	expect([await isListed(filed), await saysLate(filed)]).toEqual([true, true]);
});

test('the time of a review runs from the objection, whenever the review is opened', async () => {
	const filed = await brought(s, 'answered');
	await aged(s, filed, 'due_on', 60);
	await object(filed);
	const now = await standing(s, filed);
	const dueOn = await asOperator(s.house, async (call) => settleBy(await clockOf(call, now), call.today));
	expect(now).toMatchObject({ state: 'objected', dueOn, answeredInTime: true });
	await aged(s, filed, 'due_on', 60);
	expect(await isListed(filed)).toBe(true);
});

test('who objects begins no other time than that of the law', async () => {
	const filed = await brought(s, 'answered');
	const longer = s.asSender(filed, (call) =>
		sql`update feedback set state = 'objected', step = step + 1, runs_from = app.today(), due_on = app.today() + 400
			where id = ${filed.id}`.execute(call.db),
	);
	await expect(longer).rejects.toThrow(/not the sender's to decide/);
});

test('so is what was opened again', async () => {
	const filed = await brought(s, 'answered');
	await asOperator(s.house, (call) =>
		sql`update feedback set state = 'silent', step = step + 1 where id = ${filed.id}`.execute(call.db),
	);
	await asOperator(s.house, (call) =>
		sql`update feedback set state = 'closed', step = step + 1, closed_on = app.today() where id = ${filed.id}`.execute(
			call.db,
		),
	);
	await s.asSender(filed, async (call) =>
		rateAnswer(call, (await findFeedback(call, filed.id))!, { overall: 1, aspects: {} }, 'Chưa giải quyết gì.'),
	);
	expect((await standing(s, filed)).state).toBe('reopened');
	expect([await isListed(filed), await saysLate(filed)]).toEqual([false, false]);
	await aged(s, filed, 'due_on', 60);
	expect([await isListed(filed), await saysLate(filed)]).toEqual([true, true]);
});

test('naming an officer takes no case off the list', async () => {
	const filed = await brought(s, 'inProgress');
	await aged(s, filed, 'due_on', 60);
	expect(await isListed(filed)).toBe(true);
	await s.as(theDesk, async (call) => identifyOfficers(call, filed.id, [await numberOf('member2.communeA')]));
	expect((await standing(s, filed)).officerKnown).toBe(true);
	expect(await isListed(filed)).toBe(true);
});

test('it says how many are late, however few of them it shows', async () => {
	const { late, total } = await listed();
	expect(total).toBe(late.length);
	expect(total).toBeGreaterThan(1);
	expect(await listed(1)).toMatchObject({ late: [{ listId: late[0]!.listId }], total });
});

const numberOf = (who: string): Promise<string> =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<{ number: string }>`select number from member where id = ${s.memberId(who)}`.execute(
			call.db,
		);
		return rows[0]!.number;
	});
