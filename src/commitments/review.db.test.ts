import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { grantPost } from '#access';
import { postMember } from '#people';
import { Conflict, Forbidden, NotFound } from '#platform';
import { type Village } from '../activities/testing.ts';
import { aWorkspace, type Workspace } from '../platform/http/testing.ts';
import { asOperator } from '../platform/testing.ts';
import type { Kept } from './commitment.ts';
import { findCommitment, listCommitmentsOf } from './commitment.store.ts';
import {
	commitmentsDesk,
	commitmentsTasks,
	confirmCommitment,
	expectedOf,
	fileCommitment,
	reviewCommitment,
	submitCommitment,
} from './index.ts';
import { findReview } from './review.store.ts';
import { aVillageAsked } from './testing.ts';

let v: Village;
let browser: Workspace;
const path = '/lam-viec/cam-ket';
const own = { result: 'partly' as Kept, text: 'Còn chậm hai lần' };
const finding = { result: 'kept' as Kept, comment: 'Đã khắc phục xong' };

beforeAll(async () => {
	v = await aVillageAsked();
	browser = aWorkspace(v, commitmentsDesk);
});

const paperOf = async (who: string) =>
	(await asOperator(v.house, (call) => listCommitmentsOf(call, v.memberId(who))))[0]!.id;
const stateOf = async (id: string) => (await asOperator(v.house, (call) => findCommitment(call, id)))!.state;
const confirmed = async (who: string, head = 'head.communeA') => {
	const id = await paperOf(who);
	await v.as(who, (call) =>
		submitCommitment(call, id, { understanding: '', areas: ['Đúng giờ'], works: [{ what: 'Trực', by: '2017-06-30' }] }),
	);
	await v.as(head, (call) => confirmCommitment(call, id));
	return id;
};
const counted = async (id: string) => {
	const { rows } = await asOperator(v.house, (call) =>
		sql<{
			count: number;
		}>`select count(*) from act where member_id = (select member_id from commitment where id = ${id})`.execute(call.db),
	);
	return rows[0]!.count;
};

test('the author says how it was kept, once; then the commander finds, once; it counts as before', async () => {
	const who = 'member1.communeA';
	const id = await paperOf(who);
	await expect(v.as(who, (call) => fileCommitment(call, id, own))).rejects.toBeInstanceOf(Conflict);
	await confirmed(who);
	const acts = await counted(id);
	await expect(v.as('head.communeA', (call) => reviewCommitment(call, id, finding))).rejects.toBeInstanceOf(Conflict);
	await expect(v.as('head.communeA', (call) => fileCommitment(call, id, own))).rejects.toBeInstanceOf(Forbidden);
	await v.as(who, (call) => fileCommitment(call, id, own));
	await expect(v.as(who, (call) => fileCommitment(call, id, own))).rejects.toBeInstanceOf(Conflict);
	expect((await v.as('head.communeA', expectedOf)).map(({ href }) => href)).toContain(`${path}/nhan-xet`);
	await expect(v.as(who, (call) => reviewCommitment(call, id, finding))).rejects.toBeInstanceOf(Forbidden);
	await expect(v.as('head.communeB', (call) => reviewCommitment(call, id, finding))).rejects.toBeInstanceOf(NotFound);
	await v.as('head.communeA', (call) => reviewCommitment(call, id, finding));
	await expect(v.as('head.communeA', (call) => reviewCommitment(call, id, finding))).rejects.toBeInstanceOf(Conflict);
	expect(await stateOf(id)).toBe('reviewed');
	expect(await counted(id)).toBe(acts);
});

test('it is read by the author and the commander alone', async () => {
	const id = await paperOf('member1.communeA');
	for (const who of ['member1.communeA', 'head.communeA'])
		expect(await v.as(who, (call) => findReview(call, id)), who).toMatchObject({ ownText: own.text, result: 'kept' });
	for (const who of ['member2.communeA', 'focal.communeA', 'head.province', 'head.communeB'])
		expect(await v.as(who, (call) => findReview(call, id)), who).toBeUndefined();
});

test('past the use cases nobody speaks for another, or files and finds without a word', async () => {
	const id = await confirmed('member2.communeA');
	const write = (who: string, query: ReturnType<typeof sql>) => v.as(who, (call) => query.execute(call.db));
	const said = sql`insert into commitment_review (commitment_id, own_result, own_text) values (${id}, 'kept', 'Tốt')`;
	await expect(write('head.communeA', said)).rejects.toThrow(/row-level security/);
	const filed = sql`update commitment set state = 'filed', step = step + 1 where id = ${id}`;
	await expect(write('member2.communeA', filed)).rejects.toThrow(/nothing was said/);
	await expect(write('head.communeA', filed)).rejects.toThrow(/in their name/);
	await v.as('member2.communeA', (call) => fileCommitment(call, id, own));
	const reviewed = sql`update commitment set state = 'reviewed', step = step + 1 where id = ${id}`;
	await expect(write('head.communeA', reviewed)).rejects.toThrow(/nothing was said/);
	const found = sql`update commitment_review set result = 'kept', comment = 'Tốt', reviewed_by = app.account_id(), reviewed_at = app.now()
		where commitment_id = ${id} returning 1`;
	expect((await write('member2.communeA', found)).rows).toEqual([]);
	const rewritten = sql`update commitment_review set own_text = 'Khác' where commitment_id = ${id}`;
	await expect(write('member2.communeA', rewritten)).rejects.toThrow('permission denied');
});

test('nobody says in March how the year was kept: from 15 November on, and then at any time', async () => {
	const who = 'member3.communeB';
	const id = await confirmed(who, 'head.communeB');
	await expect(v.on('2017-11-14', who, (call) => fileCommitment(call, id, own))).rejects.toBeInstanceOf(Conflict);
	const written = v.on('2017-11-14', who, async (call) => {
		await sql`insert into commitment_review (commitment_id, own_result, own_text) values (${id}, 'kept', 'Tốt')`.execute(
			call.db,
		);
		await sql`update commitment set state = 'filed', step = step + 1 where id = ${id}`.execute(call.db);
	});
	await expect(written).rejects.toThrow(/not yet to be looked back on/);
	await v.on('2018-06-01', who, (call) => fileCommitment(call, id, own));
	expect(await stateOf(id)).toBe('filed');
});

test('the author is asked in the last weeks of the year and the month after it', async () => {
	const id = await paperOf('member3.communeA');
	await confirmed('member3.communeA');
	const asked = async (day: string) =>
		(await v.on(day, 'member3.communeA', expectedOf)).some(({ href }) => href === `${path}/${id}/tu-kiem-diem`);
	expect([await asked('2017-11-14'), await asked('2017-11-15')]).toEqual([false, true]);
	expect([await asked('2018-01-31'), await asked('2018-02-01')]).toEqual([true, false]);
});

test('posted between confirming and filing: the head where the author serves now reads and finds', async () => {
	const who = 'member1.communeB';
	const id = await confirmed(who, 'head.communeB');
	const post = (unit: 'communeA' | 'elsewhere', on: string) =>
		v.as('head.ministry', (call) =>
			postMember(call, v.memberId(who), { unitId: v.unit[unit], position: 'Cán bộ', on }),
		);
	await post('communeA', '2017-06-01');
	await v.on('2017-12-01', who, (call) => fileCommitment(call, id, own));
	await expect(v.as('head.communeB', (call) => reviewCommitment(call, id, finding))).rejects.toBeInstanceOf(NotFound);
	expect(await v.as('head.communeA', (call) => findReview(call, id))).toMatchObject({ ownText: own.text });
	await post('elsewhere', '2017-07-01');
	await expect(v.as('head.communeA', (call) => reviewCommitment(call, id, finding))).rejects.toBeInstanceOf(NotFound);
	await v.as('head.elsewhere', (call) => reviewCommitment(call, id, finding));
	expect(await stateOf(id)).toBe('reviewed');
});

test('promoted to head between confirming and filing: the head above finds, and another who is appointed later', async () => {
	const who = 'member2.communeB';
	const id = await confirmed(who, 'head.communeB');
	const hold = (name: string, valid: string) =>
		asOperator(v.house, (call) =>
			sql`update post set valid = ${valid}::daterange where role = 'unitHead'
				and account_id = (select id from account where member_id = ${v.memberId(name)})`.execute(call.db),
		);
	const accountId = await v.as(who, async (call) => call.actor.accountId!);
	await asOperator(v.house, (call) => grantPost(call, { accountId, role: 'unitHead', unitId: v.unit.communeB }));
	await hold('head.communeB', '[2016-01-01,2017-01-01)');
	await v.on('2017-12-01', who, (call) => fileCommitment(call, id, own));
	expect((await asOperator(v.house, (call) => findCommitment(call, id)))!.confirmingUnitId).toBe(v.unit.province);
	await hold('head.communeB', '[2016-01-01,)');
	await commitmentsTasks['commitments.redirect']!(v.house, {});
	expect((await v.as('head.communeB', (call) => findReview(call, id)))?.ownText).toBe(own.text);
});

test.each(['vi', 'en'] as const)('the pages open in %s, and what is missing comes back', async (locale) => {
	const who = locale === 'vi' ? 'member3.communeA' : 'focal.communeA';
	const id = locale === 'vi' ? await paperOf(who) : await confirmed(who);
	const opens = async (by: string, address: string) => {
		const page = await browser.see(by, address, locale);
		expect(page.status, `${by} ${address}`).toBe(200);
		const html = await page.text();
		expect(html).not.toMatch(/\[object |undefined|commitments_/);
		return html;
	};
	await opens(who, `${path}/${id}/tu-kiem-diem`);
	expect((await browser.send(who, `${path}/${id}/tu-kiem-diem`, { text: 'Tốt' })).status).toBe(422);
	const sent = await browser.send(who, `${path}/${id}/tu-kiem-diem`, { result: 'kept', text: 'Tự <nhận> tốt' });
	expect(sent.status).toBe(303);
	expect(await opens('head.communeA', `${path}/${id}/nhan-xet`)).toContain('Tự &lt;nhận&gt; tốt');
	await opens('head.communeA', `${path}/nhan-xet`);
	await opens('head.communeA', path);
	expect((await browser.send('head.communeA', `${path}/${id}/nhan-xet`, { result: 'kept', comment: '' })).status).toBe(
		422,
	);
	const found = await browser.send('head.communeA', `${path}/${id}/nhan-xet`, { result: 'kept', comment: 'Đúng vậy' });
	expect(found.status).toBe(303);
	for (const address of [`${path}/${id}`, `${path}/${id}/ban-in`])
		expect(await opens(who, address)).toContain('Đúng vậy');
});
