import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { NotFound, type Call } from '#platform';
import { aWorkspace, type Workspace } from '../platform/http/testing.ts';
import { looked } from '../platform/http/testing.ts';
import { asOperator } from '../platform/testing.ts';
import { acceptFeedback } from './routing/accept-feedback.ts';
import { approveAnswer } from './answering/approve-answer.ts';
import { askAccused } from './handling/ask-accused.ts';
import { askSender } from './handling/ask-sender.ts';
import { assignFeedback } from './routing/assign-feedback.ts';
import { decideClearing, proposeClearing } from './screening/clear-officer.ts';
import { closeFeedback } from './answering/close-feedback.ts';
import { commendUnit } from './aftermath/commend-unit.ts';
import { decideKind } from './screening/decide-kind.ts';
import { besides, onwards } from './desk/actions/actions.ts';
import { aDraft, brought, newKey, type Reached } from './desk/testing.ts';
import { draftAnswer } from './answering/draft-answer.ts';
import { extendFeedback } from './handling/extend-feedback.ts';
import { decideGuidance, guideFeedback } from './screening/guide-feedback.ts';
import { identifyOfficers } from './screening/identify-officers.ts';
import { expectedOf, feedbackDesk } from './index.ts';
import { decideJoining, mergeFeedback } from './screening/merge-feedback.ts';
import { noteProgress } from './handling/note-progress.ts';
import { offerFeedback } from './routing/offer-feedback.ts';
import { orderRectification } from './aftermath/order-rectification.ts';
import { proposeKind } from './screening/propose-kind.ts';
import { recuseFromFeedback } from './routing/recuse-from-feedback.ts';
import { redactPublication } from './published/redact-publication.ts';
import { releasePublication } from './published/release-publication.ts';
import { resumeFeedback } from './handling/resume-feedback.ts';
import { returnOffer } from './routing/return-offer.ts';
import { screenFeedback } from './screening/screen-feedback.ts';
import { sendBackAnswer } from './answering/send-back-answer.ts';
import { splitFeedback } from './screening/split-feedback.ts';
import { startFeedback } from './handling/start-feedback.ts';
import { suspendFeedback } from './handling/suspend-feedback.ts';
import { takeOverFeedback } from './routing/take-over-feedback.ts';
import { aSquare, type Square } from './testing.ts';
import { countWaiting, findWork, listWork } from './worklist.store.ts';

/**
 * Who must not know of a case: an outsider, and somebody who sits at the very desk that handles it, with every role there, and
 * is in its conflict set. For both it does not exist.
 */
let s: Square;
let browser: Workspace;
const barred = 'member2.communeA';
const strangers = ['desk.elsewhere', barred] as const;
const path = '/lam-viec/gop-y';

beforeAll(async () => {
	s = await aSquare();
	browser = aWorkspace(s, feedbackDesk);
	for (const role of ['feedbackDesk', 'inspector', 'unitHead', 'focalOfficer'])
		await s.post(barred, role, s.unit.province);
});

const sorting = { kind: 'opinion', topic: 'manner', accuses: true } as const;
const useCases: Record<string, { at: Reached; run: (call: Call, id: string) => Promise<unknown> }> = {
	screen: { at: 'received', run: (call, id) => screenFeedback(call, id, sorting) },
	split: {
		at: 'screened',
		run: (call, id) => splitFeedback(call, id, { ...sorting, key: newKey(), matter: 'Việc khác' }),
	},
	merge: { at: 'screened', run: (call, id) => mergeFeedback(call, id, 'ZZZZ-ZZZZ') },
	decideJoining: { at: 'screened', run: (call, id) => decideJoining(call, id, true) },
	proposeKind: {
		at: 'screened',
		run: (call, id) => proposeKind(call, id, { kind: 'rating', reason: 'Chỉ là đánh giá' }),
	},
	decideKind: { at: 'screened', run: (call, id) => decideKind(call, id, true) },
	assign: { at: 'screened', run: (call, id) => assignFeedback(call, id, call.actor.accountId!) },
	offer: { at: 'screened', run: (call, id) => offerFeedback(call, id, { unitId: s.unit.elsewhere, reason: 'Chuyển' }) },
	takeOver: { at: 'screened', run: takeOverFeedback },
	returnOffer: { at: 'screened', run: (call, id) => returnOffer(call, id, 'Trả lại') },
	guide: { at: 'screened', run: (call, id) => guideFeedback(call, id, { law: 'Luật', where: 'Nơi khác' }) },
	decideGuidance: { at: 'screened', run: (call, id) => decideGuidance(call, id, true) },
	accept: { at: 'assigned', run: acceptFeedback },
	start: { at: 'accepted', run: startFeedback },
	ask: { at: 'inProgress', run: (call, id) => askSender(call, id, 'Hỏi') },
	suspend: { at: 'inProgress', run: (call, id) => suspendFeedback(call, id, 'Luật') },
	resume: { at: 'inProgress', run: resumeFeedback },
	extend: { at: 'inProgress', run: (call, id) => extendFeedback(call, id, 'Phức tạp') },
	noteProgress: { at: 'inProgress', run: (call, id) => noteProgress(call, id, 'Đang làm') },
	identify: { at: 'inProgress', run: (call, id) => identifyOfficers(call, id, ['member1.communeA']) },
	proposeClearing: {
		at: 'inProgress',
		run: (call, id) => proposeClearing(call, id, { memberId: s.memberId('member1.communeA'), reason: 'Nhầm' }),
	},
	decideClearing: { at: 'inProgress', run: (call, id) => decideClearing(call, id, true) },
	askAccused: {
		at: 'inProgress',
		run: (call, id) => askAccused(call, id, { memberId: s.memberId('member1.communeA'), question: 'Việc gì?' }),
	},
	draft: { at: 'inProgress', run: (call, id) => draftAnswer(call, id, aDraft(), true) },
	approve: { at: 'proposed', run: approveAnswer },
	sendBack: { at: 'proposed', run: (call, id) => sendBackAnswer(call, id, 'Thiếu') },
	close: { at: 'answered', run: closeFeedback },
	order: {
		at: 'answered',
		run: (call, id) => orderRectification(call, id, { unitId: s.unit.communeA, task: 'Tập huấn', dueOn: '2027-01-31' }),
	},
	commend: { at: 'answered', run: (call, id) => commendUnit(call, id, { unitId: s.unit.communeA, words: 'Tốt' }) },
	redact: { at: 'answered', run: (call, id) => redactPublication(call, id, { question: 'Hỏi', answer: 'Đáp' }) },
	release: { at: 'answered', run: releasePublication },
	recuse: { at: 'inProgress', run: recuseFromFeedback },
};

describe('every use case', () => {
	const reached = new Map<Reached, { id: string; reference: string }>();
	beforeAll(async () => {
		for (const at of new Set(Object.values(useCases).map(({ at }) => at))) reached.set(at, await brought(s, at));
	});

	test.each(Object.keys(useCases))(
		'%s: the case does not exist for who must not know of it, and nothing changes',
		async (name) => {
			const { at, run } = useCases[name]!;
			const { id } = reached.get(at)!;
			const before = await everything();
			for (const who of strangers)
				await expect(
					s.as(who, (call) => run(call, id)),
					who,
				).rejects.toBeInstanceOf(NotFound);
			expect(await everything()).toEqual(before);
		},
	);
});

describe('an address of a case that somebody may not know of', () => {
	const missing = '00000000-0000-4000-8000-000000000000';

	test('is answered like that of a case that is not there: status, body, headers, statements', async () => {
		const { id } = await brought(s, 'inProgress');
		const actions = [...onwards, ...besides].map((action) => action.path);
		for (const who of strangers) {
			for (const address of ['', ...actions.map((action) => `/${action}`)]) {
				const [there, gone] = [
					await seen(who, `${path}/${id}${address}`),
					await seen(who, `${path}/${missing}${address}`),
				];
				expect(there, `${who} ${address}`).toEqual(gone);
				expect(there.status).toBe(404);
				expect(there.statements).toBeGreaterThan(2);
			}
			for (const action of actions) {
				const fields = { kind: 'opinion', reason: 'x', reference: 'ZZZZ-ZZZZ' };
				const [there, gone] = [
					await sent(who, `${path}/${id}/${action}`, fields),
					await sent(who, `${path}/${missing}/${action}`, fields),
				];
				expect(there, `${who} ${action}`).toEqual(gone);
				expect(there.status).toBe(404);
			}
		}
	});

	test('nor is it in a queue, a count, a search, a file, or what is expected', async () => {
		const mine = () =>
			s.as(barred, async (call) => ({
				work: await listWork(call, { lane: 'desk' }, { limit: 100, offset: 0 }),
				waiting: await countWaiting(call),
				expected: await expectedOf(call),
			}));
		const before = await mine();
		const filed = await brought(s, 'screened');
		expect(await mine()).toEqual(before);
		expect(await s.as(barred, (call) => findWork(call, filed.reference))).toEqual({ rows: [], total: 0 });
		expect(await browser.read(barred, `${path}?format=csv`)).not.toContain(filed.reference);
		expect((await s.as('desk.province', (call) => findWork(call, filed.reference))).total).toBe(1);
	});

	test('a duplicate cannot be joined to it, in the same words as to none', async () => {
		const other = await brought(s, 'screened', { unitId: s.unit.communeB });
		const hidden = await brought(s, 'screened');
		const answers = [];
		for (const reference of [hidden.reference, 'ZZZZ-ZZZZ'])
			answers.push(await sent(barred, `${path}/${other.id}/nhap-chung`, { reference }));
		const words = (answer: { body: string }) =>
			answer.body.replaceAll(/[0-9A-Z]{4}-[0-9A-Z]{4}/g, '').replaceAll(/[0-9a-f-]{36}/g, '');
		expect(words(answers[0]!)).toBe(words(answers[1]!));
		expect(answers.map(({ status }) => status)).toEqual([422, 422]);
	});
});

/** Every row of the room and every leaf there is: what a refused call may not touch. */
const everything = () =>
	asOperator(s.house, async (call) => {
		const { rows } = await sql<Record<string, string>>`select
			(select md5(string_agg(t::text, '' order by t.id)) from feedback t) as cases,
			(select md5(string_agg(t::text, '' order by t.feedback_id, t.step)) from feedback_step t) as steps,
			(select md5(string_agg(t::text, '' order by t.id)) from feedback_text t) as texts,
			(select md5(string_agg(t::text, '' order by t.id)) from feedback_answer t) as answers,
			(select md5(string_agg(t::text, '' order by t.feedback_id, t.account_id)) from feedback_part t) as parts,
			(select count(*) from feedback_officer) as officers, (select count(*) from feedback_message) as messages,
			(select count(*) from feedback_statement) as statements, (select count(*) from feedback_rectification) as rectifications,
			(select count(*) from feedback_publication) as publications, (select count(*) from feedback_commendation) as commendations,
			(select count(*) from feedback_reclassification) as kinds, (select count(*) from feedback_clearing) as clearings, (select count(*) from event) as events,
			(select count(*) from outbox) as tasks`.execute(call.db);
		return rows[0];
	});

const seen = (who: string, address: string) => looked(() => browser.see(who, address));
const sent = (who: string, address: string, fields: Record<string, string>) =>
	looked(() => browser.send(who, address, fields));
