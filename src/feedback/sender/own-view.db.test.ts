import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { TooMany } from '#platform';
import { approveAnswer } from '../answering/approve-answer.ts';
import { answerDataRequest } from '../data-request/answer-data-request.ts';
import { askAboutData } from '../data-request/ask-about-data.ts';
import { listOpenDataRequests } from '../data-request/data-request.store.ts';
import { brought, theApprover, theDesk } from '../desk/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { aSquare, type Square } from '../testing.ts';
import { addToCase, sayPressed } from './add-to-case.ts';
import { findSendersView } from './senders-view.store.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const answersRead = (filed: Filed) =>
	s.asSender(filed, async (call) => {
		const { rows } = await sql`select from feedback_text where part = 'answer'`.execute(call.db);
		const { answers } = await findSendersView(call, (await findSendersCase(call))!);
		return [rows.length, answers.filter(({ text }) => text !== undefined).length];
	});

test('an answer is read by the sender once it is released, and not while it is being written', async () => {
	const filed = await brought(s, 'proposed');
	expect(await answersRead(filed)).toEqual([0, 0]);
	await s.as(theApprover, (call) => approveAnswer(call, filed.id));
	expect(await answersRead(filed)).toEqual([1, 1]);
});

test('what was answered about data is read by the sender too', async () => {
	const filed = await brought(s, 'proposed');
	await s.asSender(filed, async (call) =>
		askAboutData(call, (await findSendersCase(call))!, 'access', 'Lưu những gì?'),
	);
	const [request] = (await s.as(theDesk, (call) => listOpenDataRequests(call, 50))).filter(
		({ feedbackId }) => feedbackId === filed.id,
	);
	await s.as(theDesk, (call) => answerDataRequest(call, request!.id, true, 'Chỉ lưu nội dung đã gửi.'));
	const { requests } = await s.asSender(filed, async (call) => findSendersView(call, (await findSendersCase(call))!));
	expect(requests).toMatchObject([{ answer: 'Chỉ lưu nội dung đã gửi.' }]);
	expect((await answersRead(filed))[0]).toBe(1);
});

test('what costs nothing is taken twenty times a day, in the table too; nothing else of the case is held up by it', async () => {
	const [filed, other] = [await s.file(), await s.file()];
	const add = (to: Filed) =>
		s.asSender(to, async (call) => addToCase(call, (await findSendersCase(call))!, { text: 'Thêm' }));
	for (let times = 0; times < 20; times += 1) await add(filed);
	await expect(add(filed)).rejects.toBeInstanceOf(TooMany);
	const written = s.asSender(filed, (call) =>
		sql`insert into feedback_message (feedback_id, step, from_sender, kind, text_id, at)
			values (${filed.id}, 1, true, 'addition', ${randomUUID()}, ${call.now})`.execute(call.db),
	);
	await expect(written).rejects.toThrow(/enough for a day/);
	await s.asSender(filed, async (call) => sayPressed(call, (await findSendersCase(call))!, 'Tôi bị ép'));
	await add(other);
});
