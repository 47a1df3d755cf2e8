import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Call } from '#platform';
import { aWorkspace, type Workspace } from '../../platform/http/testing.ts';
import { asOperator, seenIn } from '../../platform/testing.ts';
import { finishRectification } from '../aftermath/finish-rectification.ts';
import { orderRectification } from '../aftermath/order-rectification.ts';
import { findRectification } from '../aftermath/rectification.store.ts';
import { verifyRectification } from '../aftermath/verify-rectification.ts';
import { actionPath, casePath, verificationPath } from '../desk/paths.ts';
import { brought, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { feedbackDesk } from '../index.ts';
import { findPublication } from '../published/publication.store.ts';
import { redactPublication } from '../published/redact-publication.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { decideClearing, proposeClearing } from '../screening/clear-officer.ts';
import { decideKind } from '../screening/decide-kind.ts';
import { decideGuidance, guideFeedback } from '../screening/guide-feedback.ts';
import { decideJoining, mergeFeedback } from '../screening/merge-feedback.ts';
import { identifyOfficers } from '../screening/identify-officers.ts';
import { listOfficers } from '../screening/officer.store.ts';
import { proposeKind } from '../screening/propose-kind.ts';
import { aSquare, type Square } from '../testing.ts';

let s: Square;
let browser: Workspace;
const another = 'member2.province';
const officer = 'member1.communeA';
const [first, second] = ['Lời lẽ thứ nhất', 'Lời lẽ thứ hai'];
/** The references of two cases to which another may be joined. */
const sinks: Record<string, string> = {};

beforeAll(async () => {
	s = await aSquare();
	browser = aWorkspace(s, feedbackDesk);
	await s.post(another, 'feedbackDesk', s.unit.province);
});

type Decision = {
	/** Where it is decided. */
	action: string;
	begin: () => Promise<{ id: string }>;
	propose: (call: Call, id: string, words: string) => Promise<unknown>;
	/** Makes room for other words. */
	refuse: (call: Call, id: string) => Promise<unknown>;
	came: (id: string) => Promise<boolean>;
	/** What the page says of these words. */
	said?: (words: string) => string;
};
const decisions: Record<string, Decision> = {
	guidance: {
		action: 'duyet-huong-dan',
		begin: () => brought(s, 'screened', { kind: 'complaint' }),
		propose: (call, id, words) => guideFeedback(call, id, { law: 'Luật', where: words }),
		refuse: (call, id) => decideGuidance(call, id, false),
		came: async (id) => (await standing(s, { id })).state === 'guided',
	},
	joining: {
		action: 'duyet-nhap-chung',
		async begin() {
			for (const words of [first, second])
				sinks[words] = (await brought(s, 'screened', { kind: 'complaint' })).reference;
			return brought(s, 'screened', { kind: 'complaint' });
		},
		propose: (call, id, words) => mergeFeedback(call, id, sinks[words]!),
		refuse: (call, id) => decideJoining(call, id, false),
		came: async (id) => (await standing(s, { id })).state === 'merged',
		said: (words) => sinks[words]!,
	},
	kind: {
		action: 'duyet-phan-loai',
		begin: () => brought(s, 'screened', { kind: 'complaint' }),
		propose: (call, id, reason) => proposeKind(call, id, { kind: 'opinion', reason }),
		refuse: (call, id) => decideKind(call, id, false),
		came: async (id) => !(await standing(s, { id })).sealed,
	},
	clearing: {
		action: 'duyet-rut-ten',
		async begin() {
			const filed = await brought(s, 'screened');
			await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [officer]));
			await routeWaiting(s.house);
			return filed;
		},
		propose: (call, id, reason) => proposeClearing(call, id, { memberId: s.memberId(officer), reason }),
		refuse: (call, id) => decideClearing(call, id, false),
		came: (id) => asOperator(s.house, async (call) => (await listOfficers(call, id)).length === 0),
	},
	publication: {
		action: 'cong-bo',
		begin: () => brought(s, 'answered'),
		propose: (call, id, question) => redactPublication(call, id, { question, answer: 'Đáp' }),
		refuse: async () => undefined,
		came: (id) => asOperator(s.house, async (call) => !!(await findPublication(call, id))?.publishedAt),
	},
};

test.each(Object.entries(decisions))(
	'%s is decided in the words that were on the page, and in no others',
	async (_, { action, begin, propose, refuse, came, said = (words) => words }) => {
		const { id } = await begin();
		const address = actionPath(id, action);
		await s.as(theDesk, (call) => propose(call, id, first));
		const page = await browser.read(theApprover, address);
		expect(page).toContain(said(first));
		await s.as(another, (call) => refuse(call, id));
		await s.as(theDesk, (call) => propose(call, id, second));

		const refused = await browser.send(theApprover, address, { agreed: 'yes', _seen: seenIn(page) });
		expect(refused.status).toBe(409);
		const anew = await refused.text();
		expect(anew).toContain(said(second));
		expect((await browser.send(theApprover, address, { agreed: 'yes' })).status, 'who says nothing of it').toBe(409);
		expect(await came(id)).toBe(false);
		expect((await browser.send(theApprover, address, { agreed: 'yes', _seen: seenIn(anew) })).status).toBe(303);
		expect(await came(id)).toBe(true);
	},
);

test('what a unit put right is verified as it was told, and as nothing else', async () => {
	const { id } = await brought(s, 'answered');
	const order = await s.as(theHandler, (call) =>
		orderRectification(call, id, { unitId: s.unit.communeA, task: 'Tập huấn', dueOn: '2027-01-31' }),
	);
	const done = (note: string) => s.as('head.communeA', (call) => finishRectification(call, order, note));
	const verify = (seen?: string) =>
		browser.send(theApprover, verificationPath(order), { verified: 'yes', ...(seen !== undefined && { _seen: seen }) });
	await done(first);
	const page = await browser.read(theApprover, casePath(id));
	await s.as(theDesk, (call) => verifyRectification(call, order, false));
	await done(second);

	const refused = await verify(seenIn(page));
	expect(refused.status).toBe(409);
	const anew = await refused.text();
	expect(anew).toContain(second);
	expect(anew).toContain('Nội dung này đã được sửa');
	expect((await verify()).status).toBe(409);
	expect(await s.as(theDesk, (call) => findRectification(call, order))).toMatchObject({ verifiedOn: null });
	expect((await verify(seenIn(anew))).status).toBe(303);
});

test('whoever changes the words of a publication has written it, and what is public is not written over, whatever SQL says', async () => {
	const { id } = await brought(s, 'answered');
	await s.as(theDesk, (call) => redactPublication(call, id, { question: first, answer: 'Đáp' }));
	const says = (words: string) =>
		s.as(theApprover, (call) =>
			sql`update feedback_publication set ${sql.raw(words)} where feedback_id = ${id}`.execute(call.db),
		);
	await expect(says(`question = 'Khác', approved_by = app.account_id(), published_at = app.now()`)).rejects.toThrow(
		'in another name',
	);
	await expect(says(`question = 'Khác'`)).rejects.toThrow('in another name');
	await says(`approved_by = app.account_id(), published_at = app.now()`);
	await expect(says(`answer = 'Khác', redacted_by = app.account_id()`)).rejects.toThrow('is public');
});
