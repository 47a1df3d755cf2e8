import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { Conflict, Forbidden, Invalid, NotFound } from '#platform';
import { aWorkspace, type Workspace } from '../../platform/http/testing.ts';
import { asOperator } from '../../platform/testing.ts';
import { expectedOf, feedbackDesk } from '../index.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { aSquare, type Square } from '../testing.ts';
import { commendUnit } from './commend-unit.ts';
import { listCommendationsOf } from './commendation.store.ts';
import { decideNomination } from './decide-nomination.ts';
import { nominateMember } from './nominate-member.ts';
import { findNomination, listNominations } from './nomination.store.ts';

let s: Square;
let browser: Workspace;
const member = 'member1.communeA';
const sentence = 'Cháu tên Lan ở số 7, rất cảm ơn';

beforeAll(async () => {
	s = await aSquare();
	browser = aWorkspace(s, feedbackDesk);
});

/** Praise that reached commune A; the id under which its head sees it. */
async function praised(): Promise<string> {
	const filed = await s.file({ kind: 'praise', accuses: false, texts: { matter: sentence } });
	const { id } = filed;
	await s.as('desk.communeA', (call) => screenFeedback(call, id, { kind: 'praise', topic: 'manner', accuses: false }));
	await s.as('desk.communeA', (call) => commendUnit(call, id, { unitId: s.unit.communeA, words: 'Trả lại ví' }));
	const { rows } = await asOperator(s.house, (call) =>
		sql<{ id: string }>`select id from feedback_commendation where feedback_id = ${id}`.execute(call.db),
	);
	return rows[0]!.id;
}
const proposal = { number: member, form: 'certificate', ground: 'Trả lại ví có 5 triệu đồng' } as const;
const nominate = (who: string, commendation: string, more: Partial<{ number: string }> = {}) =>
	s.as(who, (call) => nominateMember(call, commendation, { ...proposal, ...more }));
const seen = (who: string, commendation: string) =>
	s.as(who, async (call) =>
		(await listNominations(call, 200)).find(({ commendationId }) => commendationId === commendation),
	);
async function nominated() {
	const commendation = await praised();
	await nominate('head.communeA', commendation);
	return { commendation, id: (await seen('head.communeA', commendation))!.id };
}

test('the head of the praised unit puts a member forward, the head above agrees', async () => {
	const { commendation, id } = await nominated();
	expect(await seen('head.province', commendation)).toMatchObject({
		state: 'proposed',
		form: 'certificate',
		fullName: `Nguyễn Văn ${member}`,
		unitId: s.unit.communeA,
		decidingUnitId: s.unit.province,
	});
	const waits = (await s.as('head.province', expectedOf)).map(({ label }) => label);
	expect(waits.some((label) => label.includes('đề nghị khen thưởng chờ bạn quyết định'))).toBe(true);
	await s.as('head.province', (call) => decideNomination(call, id, { approved: true, reason: '' }));
	expect(await seen('head.communeA', commendation)).toMatchObject({ state: 'approved', reason: null });
	await expect(
		s.as('head.province', (call) => decideNomination(call, id, { approved: false, reason: 'Nghĩ lại' })),
	).rejects.toBeInstanceOf(Conflict);
});

test('who declines says why; then the member may be put forward again, else once', async () => {
	const { commendation, id } = await nominated();
	await expect(nominate('head.communeA', commendation)).rejects.toBeInstanceOf(Conflict);
	const decline = (reason: string) =>
		s.as('head.province', (call) => decideNomination(call, id, { approved: false, reason }));
	await expect(decline('')).rejects.toBeInstanceOf(Invalid);
	await decline('Chưa đủ căn cứ');
	expect(await s.as('head.communeA', (call) => findNomination(call, id))).toMatchObject({
		state: 'declined',
		reason: 'Chưa đủ căn cứ',
	});
	await nominate('head.communeA', commendation);
});

test('nobody else puts forward or decides, and other units see nothing of it', async () => {
	const commendation = await praised();
	await expect(nominate('focal.communeA', commendation)).rejects.toBeInstanceOf(Forbidden);
	for (const who of ['head.communeB', 'head.province', member, 'desk.communeB'])
		await expect(nominate(who, commendation), who).rejects.toBeInstanceOf(NotFound);
	await nominate('head.communeA', commendation);
	const { id } = (await seen('focal.communeA', commendation))!;
	for (const who of ['head.communeB', 'head.elsewhere', 'head.ministry', member, 'desk.communeA'])
		expect(await seen(who, commendation), who).toBeUndefined();
	const decide = (who: string) => s.as(who, (call) => decideNomination(call, id, { approved: true, reason: '' }));
	await expect(decide('head.communeA')).rejects.toBeInstanceOf(Forbidden);
	await expect(decide('head.communeB')).rejects.toBeInstanceOf(NotFound);
});

test('only a member of the unit is put forward, and not oneself', async () => {
	const commendation = await praised();
	for (const number of ['member1.communeB', 'head.communeA', 'khong-co'])
		await expect(nominate('head.communeA', commendation, { number }), number).rejects.toBeInstanceOf(Invalid);
});

test('at the top there is no head above to decide', async () => {
	const commendation = await praised();
	await asOperator(s.house, (call) =>
		sql`update feedback_commendation set unit_id = ${s.unit.ministry} where id = ${commendation}`.execute(call.db),
	);
	await expect(nominate('head.ministry', commendation, { number: 'member1.ministry' })).rejects.toBeInstanceOf(
		Conflict,
	);
});

test('SQL past the use cases neither decides one’s own nor puts forward whom it may not', async () => {
	const { commendation, id } = await nominated();
	const approve = (who: string) =>
		s.as(who, (call) =>
			sql`update nomination set state = 'approved', decided_by = app.account_id(), decided_on = app.today() where id = ${id}`.execute(
				call.db,
			),
		);
	expect((await approve('head.communeA')).numAffectedRows).toBe(0n);
	expect((await approve('head.communeB')).numAffectedRows).toBe(0n);
	const forward = (who: string, unit: number, forwarded: string) =>
		s.as(who, (call) =>
			sql`insert into nomination (commendation_id, unit_id, member_id, form, ground, proposed_by, proposed_on)
				values (${commendation}, ${unit}, ${s.memberId(forwarded)}, 'diploma', 'x', app.account_id(), app.today())`.execute(
				call.db,
			),
		);
	await expect(forward('head.communeA', s.unit.communeA, 'member1.communeB')).rejects.toThrow(/does not serve/);
	await expect(forward('head.communeA', s.unit.communeA, 'head.communeA')).rejects.toThrow(/puts themselves forward/);
	await expect(forward('head.communeB', s.unit.communeB, 'member1.communeB')).rejects.toThrow(/row-level security/);
	await expect(forward('focal.communeA', s.unit.communeA, 'member2.communeA')).rejects.toThrow(/row-level security/);
	const named = s.as('head.province', async (call) =>
		sql`update nomination set state = 'approved', decided_by = ${await s.accountOf('head.ministry')}, decided_on = app.today()
			where id = ${id}`.execute(call.db),
	);
	await expect(named).rejects.toThrow(/not the caller's name|row-level security/);
});

test('it is done through the pages, and the list is printed without a word of the sender', async () => {
	const commendation = await praised();
	const path = '/lam-viec/gop-y';
	const list = await browser.read('head.communeA', `${path}/loi-khen`);
	expect(list).toContain(`${path}/loi-khen/${commendation}/de-nghi`);
	expect(await browser.read('focal.communeA', `${path}/loi-khen`)).not.toContain(`${commendation}/de-nghi`);
	const to = `${path}/loi-khen/${commendation}/de-nghi`;
	const form = await browser.read('head.communeA', to);
	expect(form).toContain('Trả lại ví');
	expect(form).not.toContain('Lan');
	expect((await browser.send('head.communeA', to, { number: 'khong-co', form: 'mention', ground: 'Tốt' })).status).toBe(
		422,
	);
	expect((await browser.send('head.communeA', to, { ...proposal })).status).toBe(303);
	const { id } = (await seen('head.communeA', commendation))!;
	for (const locale of ['vi', 'en'] as const)
		for (const [who, address] of [
			['head.communeA', `${path}/de-nghi-khen`],
			['head.province', `${path}/de-nghi-khen/${id}`],
			['head.communeB', `${path}/de-nghi-khen`],
		] as const) {
			const page = await browser.see(who, address, locale);
			expect(page.status, address).toBe(200);
			expect(await page.text(), address).not.toMatch(/\[object |undefined|feedback_/);
		}
	const decide = (fields: Record<string, string>) =>
		browser.send('head.province', `${path}/de-nghi-khen/${id}`, fields);
	expect((await decide({ agreed: 'no', reason: '' })).status).toBe(422);
	expect((await decide({ agreed: 'yes', reason: '' })).status).toBe(303);
	const printed = `${path}/de-nghi-khen/in/${s.unit.communeA}`;
	const paper = await browser.read('head.communeA', printed);
	expect(paper).toContain('Trả lại ví có 5 triệu đồng');
	expect(paper).not.toContain('Lan');
	for (const who of ['head.communeB', 'head.province', member])
		expect((await browser.see(who, printed)).status, who).toBe(404);
	const { rows } = await asOperator(s.house, (call) =>
		sql`select from feedback_commendation where words like '%Lan%' limit 1`.execute(call.db),
	);
	expect(rows).toEqual([]);
	expect(
		(await s.as('head.communeA', (call) => listCommendationsOf(call, [s.unit.communeA], 50))).length,
	).toBeGreaterThan(0);
});
