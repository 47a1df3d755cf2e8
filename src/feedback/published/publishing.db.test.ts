import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { Conflict, work } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import { closeFeedback } from '../answering/close-feedback.ts';
import { reviewObjections } from '../answering/review-objections.ts';
import { aDraft, aged, brought, standing, theApprover, theDesk } from '../desk/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { guideFeedback } from '../screening/guide-feedback.ts';
import { objectToAnswer } from '../sender/object-to-answer.ts';
import { rateAnswer } from '../sender/rate-answer.ts';
import { withdrawCase } from '../sender/withdraw-case.ts';
import { aSquare, type Square } from '../testing.ts';
import { watchCase } from '../watch/watch-cases.ts';
import { findPublication } from './publication.store.ts';
import { redactPublication } from './redact-publication.ts';
import { releasePublication } from './release-publication.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const asOwn = <T>(filed: Filed, act: (...of: Parameters<typeof withdrawCase>) => Promise<T>) =>
	s.asSender(filed, async (call) => act(call, (await findSendersCase(call))!));
const watched = ({ id }: Filed) =>
	work(s.house, { kind: 'job', name: 'feedback.watch' }, (call) => watchCase(call, id));
const redact = ({ id }: Filed, answer: string, who = theDesk) =>
	s.as(who, (call) => redactPublication(call, id, { question: 'Hỏi', answer }));
const isPublic = async ({ id }: Filed) =>
	work(s.house, { kind: 'public' }, async (call) => {
		const { rows } = await sql`select from feedback_publication where feedback_id = ${id}`.execute(call.db);
		return rows.length > 0;
	});
const changedAt = () =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<{ at: Date }>`select changed_at as at from page_change where tag = 'feedback'`.execute(
			call.db,
		);
		return rows[0]!.at;
	});
const published = async () => {
	const filed = await brought(s, 'answered');
	await redact(filed, 'Không có cơ sở');
	await s.as(theApprover, (call) => releasePublication(call, filed.id));
	expect(await isPublic(filed)).toBe(true);
	return filed;
};

test('what was withdrawn or guided elsewhere has no answer to publish, neither in the use case nor in the table', async () => {
	const withdrawn = await brought(s, 'screened');
	await asOwn(withdrawn, withdrawCase);
	await aged(s, withdrawn, 'withdrawn_on', 9);
	await watched(withdrawn);
	expect((await standing(s, withdrawn)).state).toBe('closed');
	const guided = await brought(s, 'screened');
	await s.as(theDesk, (call) => guideFeedback(call, guided.id, { law: 'Luật', where: 'Nơi khác' }));
	for (const filed of [withdrawn, guided]) {
		await expect(redact(filed, 'Đáp')).rejects.toBeInstanceOf(Conflict);
		const written = s.as(theDesk, (call) =>
			sql`insert into feedback_publication (feedback_id, question, answer, kind, days, redacted_by)
				values (${filed.id}, 'Hỏi', 'Đáp', 'opinion', 1, ${call.actor.accountId})`.execute(call.db),
		);
		await expect(written).rejects.toThrow(/no answer to publish/);
	}
});

test('an answer that its sender does not accept is public no more, and what the review says is published anew', async () => {
	const filed = await published();
	const before = await changedAt();
	await asOwn(filed, (call, feedback) => objectToAnswer(call, feedback, 'Không đúng'));
	expect(await isPublic(filed)).toBe(false);
	expect((await changedAt()).getTime(), 'pages that show it are made anew').toBeGreaterThan(before.getTime());
	await reviewObjections(s.house);
	await expect(redact(filed, 'Có', 'desk.ministry')).rejects.toBeInstanceOf(Conflict);
	await s.as('desk.ministry', async (call) => assignFeedback(call, filed.id, await s.accountOf('focal.ministry')));
	await s.as('focal.ministry', (call) => draftAnswer(call, filed.id, aDraft({ outcome: 'upheld' }), true));
	await s.as('head.ministry', (call) => approveAnswer(call, filed.id));
	await redact(filed, 'Có cơ sở', 'desk.ministry');
	await s.as('head.ministry', (call) => releasePublication(call, filed.id));
	expect(await isPublic(filed)).toBe(true);
	expect((await s.as('desk.ministry', (call) => findPublication(call, filed.id)))!.answer).toBe('Có cơ sở');
});

test('a case that is opened again is public no more', async () => {
	const filed = await published();
	await aged(s, filed, 'answered_on', 20);
	await watched(filed);
	await s.as(theDesk, (call) => closeFeedback(call, filed.id));
	await asOwn(filed, (call, feedback) => rateAnswer(call, feedback, { overall: 1, aspects: {} }, 'Chưa được'));
	expect((await standing(s, filed)).state).toBe('reopened');
	expect(await isPublic(filed)).toBe(false);
});
