import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { Conflict, Forbidden, NotFound } from '#platform';
import { aWorkspace, type Workspace } from '../../platform/http/testing.ts';
import { asOperator, seenIn } from '../../platform/testing.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import { aDraft, brought, sees, standing, theApprover, theDesk, theHandler } from '../desk/testing.ts';
import { listSteps } from '../feedback.store.ts';
import { askAccused } from '../handling/ask-accused.ts';
import { listStatements, listStatementsAsked } from '../handling/statement.store.ts';
import { startFeedback } from '../handling/start-feedback.ts';
import { feedbackDesk } from '../index.ts';
import { acceptFeedback } from '../routing/accept-feedback.ts';
import { assignFeedback } from '../routing/assign-feedback.ts';
import { declareRelative } from '../routing/declare-relative.ts';
import { routeWaiting } from '../routing/route-feedback.ts';
import { aSquare, type Square } from '../testing.ts';
import { decideClearing, proposeClearing } from './clear-officer.ts';
import { findClearing } from './clearing.store.ts';
import { identifyOfficers } from './identify-officers.ts';
import { listOfficers } from './officer.store.ts';

let s: Square;
let browser: Workspace;
/** Served in the unit, but was not there; `relative` is at the desk of the province. */
const mistaken = 'member1.communeA';
const relative = 'member1.province';

beforeAll(async () => {
	s = await aSquare();
	browser = aWorkspace(s, feedbackDesk);
	await s.post(relative, 'feedbackDesk', s.unit.province);
	await s.as(relative, (call) => declareRelative(call, { number: mistaken, fullName: `Nguyễn Văn ${mistaken}` }));
});

/** A case in which somebody was named, given to the handler. */
async function named(officers: readonly string[] = [mistaken]) {
	const filed = await brought(s, 'screened');
	await s.as(theDesk, (call) => identifyOfficers(call, filed.id, officers));
	await routeWaiting(s.house);
	await s.as(theDesk, async (call) => assignFeedback(call, filed.id, await s.accountOf(theHandler)));
	return filed;
}
const propose = (who: string, id: string, officer = mistaken) =>
	s.as(who, (call) => proposeClearing(call, id, { memberId: s.memberId(officer), reason: 'Hôm đó nghỉ phép' }));
const decide = (who: string, id: string, agreed = true) => s.as(who, (call) => decideClearing(call, id, agreed));
const officersOf = (id: string) =>
	asOperator(s.house, async (call) => (await listOfficers(call, id)).map(({ memberId }) => memberId));

test('the handler says so, a second person agrees: the officer is named nowhere, the conflict set follows at once', async () => {
	const filed = await named();
	expect(await sees(s, relative, filed)).toBe(false);
	await propose(theHandler, filed.id);
	expect(await officersOf(filed.id), 'nothing changes before').toEqual([s.memberId(mistaken)]);
	expect(await sees(s, relative, filed)).toBe(false);

	await decide(theApprover, filed.id);
	expect(await officersOf(filed.id)).toEqual([]);
	expect(await sees(s, relative, filed)).toBe(true);
	await routeWaiting(s.house);
	expect(await standing(s, filed)).toMatchObject({ officerKnown: false, handlingUnitId: s.unit.province });
	const steps = await s.asSender(filed, (call) => listSteps(call, filed.id));
	expect(steps.map(({ event }) => event)).toEqual(expect.arrayContaining(['clearingProposed', 'officerCleared']));
	const { rows } = await asOperator(s.house, (call) =>
		sql<{ leaves: number; trace: number }>`select
			(select count(*) from ledger_queue q join feedback f on f.log_id::text = q.subject where f.id = ${filed.id}) as leaves,
			(select count(*) from feedback_clearing where feedback_id = ${filed.id} and member_id is not null) as trace`.execute(
			call.db,
		),
	);
	expect(rows[0]).toEqual({ leaves: steps.length, trace: 0 });
});

test('who was cleared by two stays cleared, whatever the answer finds of others', async () => {
	const other = 'member2.communeA';
	const filed = await named([mistaken, other]);
	await s.as(theHandler, (call) => acceptFeedback(call, filed.id));
	await s.as(theHandler, (call) => startFeedback(call, filed.id));
	for (const who of [mistaken, other])
		await s.as(theHandler, (call) =>
			askAccused(call, filed.id, { memberId: s.memberId(who), question: 'Hôm đó ra sao?' }),
		);
	await propose(theHandler, filed.id);
	await decide(theApprover, filed.id);
	await s.as(theHandler, (call) => draftAnswer(call, filed.id, aDraft({ outcome: 'upheld' }), true));
	await s.as(theApprover, (call) => approveAnswer(call, filed.id));
	const [cleared] = await s.as(mistaken, listStatementsAsked).then((asked) => asked.slice(-1));
	expect(cleared).toMatchObject({ cleared: true });
	const [heard] = await s.as(other, listStatementsAsked).then((asked) => asked.slice(-1));
	expect(heard).toMatchObject({ cleared: false, closedAt: expect.any(Date) });
});

test('one person alone does not, neither by the use case nor by SQL', async () => {
	const filed = await named();
	await propose(theDesk, filed.id);
	await expect(decide(theDesk, filed.id)).rejects.toBeInstanceOf(Forbidden);
	const past = s.as(theDesk, async (call) => {
		const clearing = (await findClearing(call, filed.id))!;
		await sql`select app.decide_clearing(${clearing.id}, true)`.execute(call.db);
	});
	await expect(past).rejects.toThrow(/not the caller's to decide/);
	const written = s.as(theDesk, (call) =>
		sql`update feedback_clearing set agreed = true, decided_by = app.account_id(), decided_at = app.now()`.execute(
			call.db,
		),
	);
	await expect(written).rejects.toThrow('permission denied');
	const anothers = s.as(theHandler, async (call) =>
		call.db
			.updateTable('feedbackClearing')
			.set({ proposedBy: await s.accountOf(theApprover) })
			.where('feedbackId', '=', filed.id)
			.execute(),
	);
	await expect(anothers).rejects.toThrow('permission denied');
	expect(await officersOf(filed.id)).toHaveLength(1);
});

test('who is in the conflict set because of the officer neither proposes nor decides, whatever post they hold', async () => {
	const filed = await named();
	for (const who of [relative, mistaken, 'head.communeA'])
		await expect(propose(who, filed.id), who).rejects.toBeInstanceOf(NotFound);
	await propose(theHandler, filed.id);
	const id = await s.as(theHandler, async (call) => (await findClearing(call, filed.id))!.id);
	for (const who of [relative, mistaken, 'head.communeA']) {
		await expect(decide(who, filed.id), who).rejects.toBeInstanceOf(NotFound);
		const past = s.as(who, (call) => sql`select app.decide_clearing(${id}, true)`.execute(call.db));
		await expect(past, who).rejects.toThrow(/not the caller's to decide/);
		expect(await s.as(who, (call) => findClearing(call, filed.id)), who).toBeUndefined();
	}
	expect(await officersOf(filed.id)).toHaveLength(1);
});

test('nor does somebody of the body who holds no post to approve, or of another body', async () => {
	const filed = await named();
	await propose(theDesk, filed.id);
	await expect(decide(theHandler, filed.id), 'a handler approves nothing').rejects.toBeInstanceOf(Forbidden);
	const id = await s.as(theDesk, async (call) => (await findClearing(call, filed.id))!.id);
	for (const who of [theHandler, 'head.elsewhere', 'desk.ministry', 'seat1']) {
		const past = s.as(who, (call) => sql`select app.decide_clearing(${id}, true)`.execute(call.db));
		await expect(past, who).rejects.toThrow(/not the caller's to decide/);
	}
});

test('not agreed, the officer stays named, and it may be said again', async () => {
	const filed = await named();
	await propose(theHandler, filed.id);
	await expect(propose(theDesk, filed.id), 'one at a time').rejects.toBeInstanceOf(Conflict);
	await decide(theApprover, filed.id, false);
	expect(await officersOf(filed.id)).toEqual([s.memberId(mistaken)]);
	expect(await sees(s, relative, filed)).toBe(false);
	await propose(theDesk, filed.id);
	await decide(theApprover, filed.id);
	expect(await officersOf(filed.id)).toEqual([]);
});

test('of several only the one is taken out; a case in which nobody is named takes nobody out', async () => {
	const filed = await named([mistaken, 'member3.communeA']);
	await propose(theHandler, filed.id);
	await decide(theApprover, filed.id);
	expect(await officersOf(filed.id)).toEqual([s.memberId('member3.communeA')]);
	expect((await standing(s, filed)).officerKnown).toBe(true);
	await routeWaiting(s.house);
	await expect(propose(theDesk, filed.id)).rejects.toBeInstanceOf(Conflict);
});

test('whoever was taken out is told that nothing was found, and never comes to handle the case', async () => {
	const officer = 'head.elsewhere';
	await s.post(officer, 'feedbackDesk', s.unit.province);
	const filed = await brought(s, 'inProgress');
	await s.as(theDesk, (call) => identifyOfficers(call, filed.id, [officer]));
	await s.as(theHandler, (call) =>
		askAccused(call, filed.id, { memberId: s.memberId(officer), question: 'Ông có mặt không?' }),
	);
	await propose(theHandler, filed.id, officer);
	await decide(theApprover, filed.id);
	expect(await s.as(officer, listStatementsAsked)).toMatchObject([{ cleared: true, closedAt: expect.any(Date) }]);
	expect(await s.as(theDesk, (call) => listStatements(call, filed.id))).toEqual([]);
	expect(await sees(s, officer, filed)).toBe(false);
});

test('it is done through the pages, in both languages', async () => {
	const filed = await named();
	const to = `/lam-viec/gop-y/${filed.id}`;
	expect(await browser.read(theHandler, to)).toContain(`${to}/rut-ten`);
	const sent = await browser.send(theHandler, `${to}/rut-ten`, {
		member: s.memberId(mistaken),
		reason: 'Hôm đó <b>nghỉ phép</b>',
	});
	expect(sent.status).toBe(303);
	expect(await browser.read(theHandler, to)).not.toContain('rut-ten');
	const page = await browser.read(theApprover, `${to}/duyet-rut-ten`);
	expect(page).toContain(`Nguyễn Văn ${mistaken}`);
	expect(page).toContain('Hôm đó &lt;b&gt;nghỉ phép&lt;/b&gt;');
	expect(await browser.read(theApprover, `${to}/duyet-rut-ten`, 'en')).toContain('Do you agree?');
	expect((await browser.send(theApprover, `${to}/duyet-rut-ten`, {})).status).toBe(422);
	expect((await browser.send(theApprover, `${to}/duyet-rut-ten`, { agreed: 'yes', _seen: seenIn(page) })).status).toBe(
		303,
	);
	expect(await officersOf(filed.id)).toEqual([]);
	expect(await browser.read(theDesk, to)).toContain('Đã rút tên cán bộ xác định nhầm');
});
