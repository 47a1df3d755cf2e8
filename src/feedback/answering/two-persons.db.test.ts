import { Decrypter } from 'age-encryption';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { acceptFeedback } from '../routing/accept-feedback.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { draftAnswer } from './draft-answer.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { addToCase } from '../sender/add-to-case.ts';
import { findSendersCase } from '../feedback.store.ts';
import { startFeedback } from '../handling/start-feedback.ts';
import { aSquare, type Square } from '../testing.ts';
import { listTexts } from '../texts.store.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});

/** SQL as a clerk of the province might slip it in. */
const slipped = (query: (call: Call) => ReturnType<typeof sql>, who = 'desk.province') =>
	s.as(who, (call) => query(call).execute(call.db));
const refused = (query: (call: Call) => ReturnType<typeof sql>, who?: string) =>
	expect(slipped(query, who)).rejects.toThrow(
		/not the caller|nothing moved|fixed by the answer|still runs|neither rule nor request|not to be sealed|permission denied|for the accused/,
	);

async function inProgress(): Promise<Filed> {
	const filed = await s.file();
	const { id } = filed;
	const handler = await s.accountOf('head.province');
	await s.as('desk.province', (call) => screenFeedback(call, id, { kind: 'opinion', topic: 'manner', accuses: true }));
	await s.as('desk.province', (call) => assignFeedback(call, id, handler));
	await s.as('head.province', (call) => acceptFeedback(call, id));
	await s.as('head.province', (call) => startFeedback(call, id));
	return filed;
}
const draft = {
	outcome: 'explained',
	byUnitId: null,
	doneOn: null,
	text: { found: 'a', done: 'b', legalBasis: 'c', evidence: 'd' },
} as const;

describe('two persons are two persons, whatever SQL says', () => {
	test('who wrote an answer does not release it under a colleague’s name', async () => {
		const { id } = await inProgress();
		await s.as('head.province', (call) => draftAnswer(call, id, draft, true));
		const [me, colleague] = [await s.accountOf('head.province'), await s.accountOf('desk.province')];
		await refused(
			() => sql`update feedback_answer set drafted_by = ${colleague}, state = 'approved', approved_by = ${me}, approved_at = now()
			where feedback_id = ${id}`,
			'head.province',
		);
		await refused(
			() => sql`insert into feedback_publication (feedback_id, question, answer, kind, days, redacted_by, approved_by, published_at)
			values (${id}, 'q', 'a', 'opinion', 1, ${colleague}, ${me}, now())`,
			'head.province',
		);
	});

	test('whom it is about is not changed', async () => {
		const { id } = await s.file();
		await refused(() => sql`update feedback set unit_id = ${s.unit.communeB} where id = ${id}`);
	});
});

describe('the clock is the law’s, whatever SQL says', () => {
	test('a due date is not moved, lateness not cured, what runs not erased', async () => {
		const { id } = await inProgress();
		await refused(() => sql`update feedback set due_on = due_on + 100 where id = ${id}`);
		await refused(() => sql`update feedback set answered_in_time = true, answered_on = due_on + 3 where id = ${id}`);
		await refused(() => sql`update feedback set erase_on = current_date where id = ${id}`);
	});
});

describe('a case that turns out to need sealing', () => {
	test('is sealed with all that its sender wrote, messages too; the body’s own words stay', async () => {
		const filed = await s.file();
		await s.asSender(filed, async (call) =>
			addToCase(call, (await findSendersCase(call))!, { text: 'Bổ sung của người gửi' }),
		);
		expect(await s.as('desk.province', (call) => listTexts(call, filed.id))).toHaveLength(2);
		await s.as('desk.province', (call) =>
			screenFeedback(call, filed.id, { kind: 'denunciation', topic: 'ethics', accuses: true }),
		);
		expect(await s.as('desk.province', (call) => listTexts(call, filed.id))).toEqual([]);
		const { rows } = await asOperator(s.house, (call) =>
			sql<{
				body: Buffer;
			}>`select body from feedback_text where feedback_id = ${filed.id} and part = 'message'`.execute(call.db),
		);
		const decrypter = new Decrypter();
		decrypter.addIdentity(s.identities[0]!);
		expect(await decrypter.decrypt(rows[0]!.body, 'text')).toBe('Bổ sung của người gửi');
	});

	test('and nothing is overwritten under the name of sealing', async () => {
		const { id } = await s.file();
		await refused(
			() => sql`select app.seal_texts(${id}, (select jsonb_agg(jsonb_build_object('id', t.id, 'body', 'AAAA')) from feedback_text t
			where t.feedback_id = ${id}), '[]'::jsonb)`,
		);
	});
});
