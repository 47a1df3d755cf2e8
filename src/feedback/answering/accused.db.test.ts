import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { Conflict, Invalid } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { aDraft, brought, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { askAccused } from '../handling/ask-accused.ts';
import { redactPublication } from '../published/redact-publication.ts';
import { identifyOfficers } from '../screening/identify-officers.ts';
import { aSquare, type Square } from '../testing.ts';
import { findWork, listWork } from '../worklist.store.ts';
import { approveAnswer } from './approve-answer.ts';
import { closeFeedback } from './close-feedback.ts';
import { draftAnswer } from './draft-answer.ts';

const accused = 'member1.communeA';
let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const propose = ({ id }: Filed, outcome: 'upheld' | 'partlyUpheld' | 'notUpheld') =>
	s.as(theHandler, (call) => draftAnswer(call, id, aDraft({ outcome }), true));
const approve = ({ id }: Filed) => s.as(theApprover, (call) => approveAnswer(call, id));
const name = ({ id }: Filed) => s.as(theHandler, (call) => identifyOfficers(call, id, [accused]));
const ask = ({ id }: Filed) =>
	s.as(theHandler, (call) => askAccused(call, id, { memberId: s.memberId(accused), question: 'Hôm đó ra sao?' }));

test('nothing is found against an officer who is named and was asked nothing', async () => {
	const filed = await brought(s, 'inProgress');
	await name(filed);
	for (const outcome of ['upheld', 'partlyUpheld'] as const)
		await expect(propose(filed, outcome), outcome).rejects.toBeInstanceOf(Invalid);
	await s.as(theHandler, (call) => draftAnswer(call, filed.id, aDraft({ outcome: 'upheld' }), false));
	await ask(filed);
	await propose(filed, 'upheld');
	await approve(filed);
	expect((await standing(s, filed)).state).toBe('answered');
});

test('nor where they were named after it was proposed, whatever the code does', async () => {
	const filed = await brought(s, 'inProgress');
	await propose(filed, 'upheld');
	await name(filed);
	await expect(approve(filed)).rejects.toBeInstanceOf(Conflict);
	const written = s.as(theApprover, (call) =>
		sql`update feedback_answer set state = 'approved', approved_by = app.account_id(), approved_at = app.now(),
			step = (select step from feedback where id = ${filed.id}) where feedback_id = ${filed.id}`.execute(call.db),
	);
	await expect(written).rejects.toThrow('was not heard');
	await ask(filed);
	await approve(filed);
});

test('what is without ground needs nobody to be heard; once it is over it is in no list, and never published', async () => {
	const filed = await brought(s, 'inProgress');
	await name(filed);
	await propose(filed, 'notUpheld');
	await approve(filed);
	const redact = () =>
		s.as(theDesk, (call) => redactPublication(call, filed.id, { question: 'Hỏi', answer: 'Không có cơ sở' }));
	const listed = (state: 'answered' | 'closed') =>
		s.as(theDesk, async (call) => {
			const { rows } = await listWork(call, { lane: 'desk', state }, { limit: 100, offset: 0 });
			return rows.some(({ id }) => id === filed.id);
		});
	expect(await listed('answered'), 'somebody has to close it').toBe(true);
	await asOperator(s.house, ({ db }) =>
		sql`update feedback set state = 'silent', step = step + 1 where id = ${filed.id}`.execute(db),
	);
	await s.as(theDesk, (call) => closeFeedback(call, filed.id));
	expect(await listed('closed')).toBe(false);
	expect((await s.as(theDesk, (call) => findWork(call, filed.reference))).rows).toHaveLength(1);
	await expect(redact()).rejects.toBeInstanceOf(Conflict);
	const written = s.as(theDesk, (call) =>
		sql`insert into feedback_publication (feedback_id, question, answer, kind, days, redacted_by)
			values (${filed.id}, 'Hỏi', 'Đáp', 'opinion', 1, ${call.actor.accountId})`.execute(call.db),
	);
	await expect(written).rejects.toThrow('no answer to publish');
});
