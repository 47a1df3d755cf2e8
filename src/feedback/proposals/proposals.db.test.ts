import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Conflict, Forbidden, work, type Call } from '#platform';
import { asOperator } from '../../platform/testing.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { closeFeedback } from '../answering/close-feedback.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import { aDraft, aged, brought, sees, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { findSendersCase } from '../feedback.store.ts';
import type { Filed } from '../filing/file-feedback.ts';
import { startFeedback } from '../handling/start-feedback.ts';
import { findPublication } from '../published/publication.store.ts';
import { redactPublication } from '../published/redact-publication.ts';
import { releasePublication } from '../published/release-publication.ts';
import { acceptFeedback } from '../routing/accept-feedback.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { recuseFromFeedback } from '../routing/recuse-from-feedback.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { decideClearing, proposeClearing } from '../screening/clear-officer.ts';
import { decideKind } from '../screening/decide-kind.ts';
import { decideGuidance, guideFeedback } from '../screening/guide-feedback.ts';
import { identifyOfficers } from '../screening/identify-officers.ts';
import { listOfficers } from '../screening/officer.store.ts';
import { proposeKind } from '../screening/propose-kind.ts';
import { decideJoining, mergeFeedback } from '../screening/merge-feedback.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { rateAnswer } from '../sender/rate-answer.ts';
import { aSquare, type Square } from '../testing.ts';
import { watchCase } from '../watch/watch-cases.ts';

let s: Square;
/** To which a case would be joined. */
let sink: Filed;
/** At the desk too. */
const another = 'member2.province';
const officer = 'member1.communeA';

beforeAll(async () => {
	s = await aSquare();
	await s.post(another, 'feedbackDesk', s.unit.province);
	await s.post('member2.communeB', 'feedbackDesk', s.unit.province);
});

/** Each thing that one person proposes and another decides on. */
const proposals: Record<
	string,
	{
		begin: () => Promise<{ id: string }>;
		propose: (call: Call, id: string) => Promise<unknown>;
		decide: (call: Call, id: string) => Promise<unknown>;
		/** The decision as somebody writes it who knows the tables. */
		past: string;
		came: (id: string) => Promise<boolean>;
	}
> = {
	guidance: {
		begin: () => brought(s, 'screened', { kind: 'denunciation' }),
		propose: (call, id) => guideFeedback(call, id, { law: 'Luật', where: 'Nơi khác' }),
		decide: (call, id) => decideGuidance(call, id, true),
		past: 'update feedback_ending set agreed = true, step = 1, decided_by = app.account_id(), decided_at = app.now()',
		came: async (id) => (await standing(s, { id })).state === 'guided',
	},
	joining: {
		async begin() {
			sink = await brought(s, 'screened', { kind: 'denunciation' });
			return brought(s, 'screened', { kind: 'denunciation' });
		},
		propose: (call, id) => mergeFeedback(call, id, sink.reference),
		decide: (call, id) => decideJoining(call, id, true),
		past: 'update feedback_ending set agreed = true, step = 1, decided_by = app.account_id(), decided_at = app.now()',
		came: async (id) => (await standing(s, { id })).state === 'merged',
	},
	kind: {
		begin: () => brought(s, 'screened', { kind: 'denunciation' }),
		propose: (call, id) => proposeKind(call, id, { kind: 'opinion', reason: 'Không phải', dropsAccusation: true }),
		decide: (call, id) => decideKind(call, id, true),
		past: 'update feedback_reclassification set agreed = true, decided_by = app.account_id(), decided_at = app.now()',
		came: async (id) => !(await standing(s, { id })).sealed,
	},
	clearing: {
		async begin() {
			const filed = await brought(s, 'screened', { kind: 'denunciation' });
			await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [officer]));
			await routeWaiting(s.house);
			return filed;
		},
		propose: (call, id) => proposeClearing(call, id, { memberId: s.memberId(officer), reason: 'Trùng tên' }),
		decide: (call, id) => decideClearing(call, id, true),
		past: 'select app.decide_clearing(id, true) from feedback_clearing where decided_by is null',
		came: (id) => asOperator(s.house, async (call) => (await listOfficers(call, id)).length === 0),
	},
	publication: {
		begin: () => brought(s, 'answered'),
		propose: (call, id) => redactPublication(call, id, { question: 'Hỏi', answer: 'Đáp' }),
		decide: releasePublication,
		past: 'update feedback_publication set approved_by = app.account_id(), published_at = app.now() where published_at is null',
		came: (id) => asOperator(s.house, async (call) => !!(await findPublication(call, id))?.publishedAt),
	},
};

describe.each(Object.entries(proposals))('%s', (_, { begin, propose, decide, past, came }) => {
	test('falls with who proposed it and stepped back: nobody decides on it, and somebody else proposes anew', async () => {
		const { id } = await begin();
		await s.as(theDesk, (call) => propose(call, id));
		await s.as(theDesk, (call) => recuseFromFeedback(call, id));
		await routeWaiting(s.house);
		await expect(s.as(theApprover, (call) => decide(call, id))).rejects.toBeInstanceOf(Conflict);
		await s.as(theApprover, (call) => sql.raw(past).execute(call.db));
		expect(await came(id)).toBe(false);

		await s.as(another, (call) => propose(call, id));
		await s.as(theApprover, (call) => decide(call, id));
		expect(await came(id)).toBe(true);
	});
});

test('guidance falls when who proposed it comes to be in the conflict set', async () => {
	const { id } = await brought(s, 'screened', { kind: 'denunciation' });
	await s.as('member2.communeB', (call) => guideFeedback(call, id, { law: 'Luật', where: 'Nơi khác' }));
	await s.as(theDesk, (call) => identifyOfficers(call, id, ['member1.communeB']));
	await routeWaiting(s.house);
	expect(await sees(s, 'member2.communeB', { id })).toBe(false);
	await expect(s.as(theApprover, (call) => decideGuidance(call, id, true))).rejects.toBeInstanceOf(Conflict);
});

/** Taken up with guidance proposed, answered, and opened again by its sender. */
async function openedAgain() {
	const filed = await brought(s, 'assigned', { kind: 'complaint' });
	const { id } = filed;
	await s.as(theDesk, (call) => guideFeedback(call, id, { law: 'Luật', where: 'Nơi khác' }));
	await s.as(theHandler, (call) => acceptFeedback(call, id));
	await s.as(theHandler, (call) => startFeedback(call, id));
	await s.as(theHandler, (call) => draftAnswer(call, id, aDraft(), true));
	await s.as(theApprover, (call) => approveAnswer(call, id));
	await aged(s, filed, 'answered_on', 20);
	await work(s.house, { kind: 'job', name: 'feedback.watch' }, (call) => watchCase(call, id));
	await s.as(theDesk, (call) => closeFeedback(call, id));
	await s.asSender(filed, async (call) =>
		rateAnswer(call, (await findSendersCase(call))!, { overall: 1, aspects: {} }, 'Chưa đúng'),
	);
	await s.as(theDesk, (call) => screenFeedback(call, id, { kind: 'complaint', topic: null, accuses: true }));
	return id;
}

test('guidance ends once the case is taken up: it is not agreed to when the case comes back', async () => {
	const id = await openedAgain();
	await expect(s.as(theApprover, (call) => decideGuidance(call, id, true))).rejects.toBeInstanceOf(Conflict);
});

const says = (who: string, id: string, words: string) =>
	s.as(who, (call) => sql`update feedback set ${sql.raw(words)}, step = step + 1 where id = ${id}`.execute(call.db));

test('what two agreed to holds once: a case that is protected again is not freed again by one, whatever SQL says', async () => {
	const { id } = await brought(s, 'screened', { kind: 'denunciation' });
	await s.as(theDesk, (call) => proposeKind(call, id, { kind: 'opinion', reason: 'x', dropsAccusation: true }));
	await s.as(theApprover, (call) => decideKind(call, id, true));
	const as = (kind: string, accuses: boolean) =>
		`kind = '${kind}', accuses = ${accuses}, profile_id = (select p.id from clock_profile p where p.kind = '${kind}' and p.valid @> received_on)`;
	await asOperator(s.house, (call) =>
		sql`update feedback set ${sql.raw(as('denunciation', true))} where id = ${id}`.execute(call.db),
	);
	await expect(says(theDesk, id, as('opinion', false))).rejects.toThrow('needs a second person');
});

test('nobody answers without an answer, nor with the one before, and nobody joins a case to none, whatever SQL says', async () => {
	const answered = `state = 'answered', answered_on = app.today(), answered_in_time = (app.today() <= due_on)`;
	const { id } = await brought(s, 'proposed', { kind: 'denunciation' });
	await expect(says(theHandler, id, answered)).rejects.toThrow('without an answer');

	const again = await openedAgain();
	await s.as(theDesk, async (call) => assignFeedback(call, again, await s.accountOf(theHandler)));
	await s.as(theHandler, (call) => acceptFeedback(call, again));
	await s.as(theHandler, (call) => startFeedback(call, again));
	await expect(says(theHandler, again, `state = 'answered'`)).rejects.toThrow('without an answer');

	const screened = await brought(s, 'screened', { accuses: true });
	await expect(says(theDesk, screened.id, `state = 'merged', closed_on = app.today()`)).rejects.toThrow(
		'merged_into_another',
	);
});

test('one person alone joins no denunciation to another, whatever SQL says; an opinion at once', async () => {
	const [first, second] = [
		await brought(s, 'screened', { kind: 'denunciation' }),
		await s.file({ kind: 'denunciation' }),
	];
	await s.as(theDesk, (call) => mergeFeedback(call, second.id, first.reference));
	expect((await standing(s, second)).state).toBe('received');
	await expect(s.as(theDesk, (call) => decideJoining(call, second.id, true))).rejects.toBeInstanceOf(Forbidden);
	await expect(s.as(theDesk, (call) => mergeFeedback(call, second.id, first.reference))).rejects.toBeInstanceOf(
		Conflict,
	);
	const into = (id: string) => `state = 'merged', merged_into = '${id}', closed_on = app.today()`;
	await expect(says(theDesk, second.id, into(first.id))).rejects.toThrow('needs a second person');
	await s.as(theApprover, (call) => decideJoining(call, second.id, false));
	expect((await standing(s, second)).state).toBe('received');

	// What was agreed names the case; another one is none of it.
	const third = await brought(s, 'screened', { kind: 'denunciation' });
	await s.as(theDesk, (call) => mergeFeedback(call, third.id, first.reference));
	await s.as(theApprover, (call) => decideJoining(call, third.id, true));
	expect(await standing(s, third)).toMatchObject({ state: 'merged', mergedInto: first.id });
	await expect(says(theDesk, third.id, `merged_into = '${second.id}'`)).rejects.toThrow('needs a second person');

	const [one, two] = [await brought(s, 'screened'), await brought(s, 'screened')];
	await s.as(theDesk, (call) => mergeFeedback(call, two.id, one.reference));
	expect((await standing(s, two)).state).toBe('merged');
});

test('two that are the same no longer when the second person looks are not joined', async () => {
	const [first, second] = [
		await brought(s, 'screened', { kind: 'complaint' }),
		await brought(s, 'screened', { kind: 'complaint' }),
	];
	await s.as(theDesk, (call) => mergeFeedback(call, second.id, first.reference));
	await s.as(theDesk, (call) => identifyOfficers(call, first.id, [officer]));
	await routeWaiting(s.house);
	await expect(s.as(theApprover, (call) => decideJoining(call, second.id, true))).rejects.toBeInstanceOf(Conflict);
	expect((await standing(s, second)).state).toBe('screened');
});
