import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { work, type Call } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import { aDraft, brought, sees, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { expectedOf } from '../expected.ts';
import { findSendersCase, listSteps } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { listMessages } from '../handling/message.store.ts';
import { noteProgress } from '../handling/note-progress.ts';
import { recuseFromFeedback } from '../routing/recuse-from-feedback.ts';
import { listJoined } from '../screening/merged.store.ts';
import { mergeFeedback } from '../screening/merge-feedback.ts';
import { addToCase } from '../sender/add-to-case.ts';
import { sayNotTheSame } from '../sender/say-not-the-same.ts';
import { aSquare, type Square } from '../testing.ts';
import { tellJoined } from './tell-joined.ts';

let s: Square;
beforeAll(async () => {
	s = await aSquare();
});
const joined = async () => {
	const [into, second] = [await brought(s, 'inProgress'), await s.file()];
	await s.as(theDesk, (call) => mergeFeedback(call, second.id, into.reference));
	return [into, second] as const;
};
const adds = (filed: Filed, text = 'Có thêm nhân chứng') =>
	s.asSender(filed, async (call) => addToCase(call, (await findSendersCase(call))!, { text }));
const tells = ({ id }: Filed) =>
	work(s.house, { kind: 'job', name: 'feedback.tellJoined' }, (call) => tellJoined(call, id));
const toldOf = async ({ id }: Filed) =>
	asOperator(
		s.house,
		async (call) => (await listSteps(call, id)).filter(({ event }) => event === 'joinedAdded').length,
	);
const isTold = async (who: string, { reference }: Filed) =>
	(await s.as(who, expectedOf)).some(({ label }) => label.includes(reference) && label.includes('đã nhập'));

test('what the sender of a joined case adds is told to whoever handles the other one, who reads it', async () => {
	const [into, second] = await joined();
	await adds(second);
	const { rows } = await asOperator(s.house, (call) =>
		sql`select from outbox where task = 'feedback.tellJoined' and payload ->> 'feedbackId' = ${second.id}`.execute(
			call.db,
		),
	);
	expect(rows).toHaveLength(1);
	expect(await isTold(theHandler, into)).toBe(false);
	for (const _ of [1, 2]) await tells(second);
	expect(await toldOf(into), 'once').toBe(1);
	expect(await isTold(theHandler, into)).toBe(true);
	expect(await s.as(theHandler, (call) => listJoined(call, into.id))).toMatchObject([{ id: second.id, added: true }]);
	const read = await s.as(theHandler, (call) => listMessages(call, second.id));
	expect(read.map(({ text }) => text)).toEqual(['Có thêm nhân chứng']);

	await s.as(theHandler, (call) => noteProgress(call, into.id, 'Đang xác minh điều mới được bổ sung.'));
	expect(await isTold(theHandler, into), 'seen to').toBe(false);
	await adds(second, 'Và ảnh');
	await tells(second);
	expect(await isTold(theHandler, into)).toBe(true);
});

test('who brought the other case reads nothing of it, nor that there was something', async () => {
	const [into, second] = await joined();
	await adds(second);
	await tells(second);
	const own = (act: (call: Call) => Promise<{ event?: string; kind?: string }[]>) => s.asSender(into, act);
	expect((await own((call) => listSteps(call, into.id))).map(({ event }) => event)).not.toContain('joinedAdded');
	expect((await own((call) => listMessages(call, into.id))).map(({ kind }) => kind)).not.toContain('addition');
});

test('a joined case is read by nobody who handles another, has stepped back, or once it is joined no more', async () => {
	const [into, second] = await joined();
	expect(await sees(s, theHandler, second)).toBe(true);
	for (const who of ['focal.ministry', 'member1.province', 'focal.communeA'])
		expect(await sees(s, who, second), who).toBe(false);
	await s.asSender(second, async (call) => sayNotTheSame(call, (await findSendersCase(call))!));
	expect(await sees(s, theHandler, second)).toBe(false);
	const [other, third] = await joined();
	await s.as(theHandler, (call) => recuseFromFeedback(call, other.id));
	expect(await sees(s, theHandler, third)).toBe(false);
	expect((await standing(s, into)).handlerId).not.toBeNull();
});

test('what has its answer is told nothing any more', async () => {
	const [into, second] = await joined();
	await s.as(theHandler, (call) => draftAnswer(call, into.id, aDraft(), true));
	await s.as(theApprover, (call) => approveAnswer(call, into.id));
	await adds(second);
	await tells(second);
	expect(await isTold(theHandler, into)).toBe(false);
});
