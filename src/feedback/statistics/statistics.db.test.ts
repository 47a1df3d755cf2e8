import { Hono } from 'hono';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { moveCampaign } from '#campaigns';
import { sequence } from '#ledger';
import { PageStore, portalOn, work, type Call } from '#platform';
import { asOperator, asOwner } from '../../platform/testing.ts';
import { dueOnReceipt, extended, settleBy } from '../clock/clock.ts';
import { clockOf } from '../clock/clock.store.ts';
import { findFeedback } from '../feedback.store.ts';
import { fileFeedback } from '../filing/file-feedback.ts';
import { listAnswers } from '../published/answers.store.ts';
import { aFiling, aSquare, type Square } from '../testing.ts';
import { publishedPortal } from '../wiring.ts';
import { publishTables } from './publish-tables.ts';
import { listCaseFacts, listCounts, listLate, listTables } from './statistics.store.ts';

let s: Square;
const publish = (day: string) => asOperator(s.house, publishTables, { now: new Date(`${day}T05:00:00Z`) });
const asPublic = <T>(act: (call: Call) => Promise<T>) => work(s.house, { kind: 'public' }, act, { readOnly: true });
const fileOn = (day: string, more = {}) =>
	asOperator(s.house, (call) => fileFeedback(call, aFiling(s.unit.communeA, more)), {
		now: new Date(`${day}T05:00:00Z`),
	});

beforeAll(async () => {
	s = await aSquare();
});

describe('finer tables', () => {
	test('a quarter is published once, when the longest of its cases is due with all its extensions, and stays as it was', async () => {
		for (let count = 0; count < 12; count++) await fileOn('2026-02-10');
		const kept = await s.file({ kind: 'denunciation' });
		const settled = await asOperator(s.house, async (call) => {
			const clock = await clockOf(call, (await findFeedback(call, kept.id))!);
			let dueOn = settleBy(clock, dueOnReceipt(clock, '2026-03-31'));
			for (let more = clock.profile.mostExtensions; more > 0; more--) dueOn = extended(clock, dueOn);
			return dueOn;
		});
		expect(settled > '2026-07-08').toBe(true);
		await publish(settled);
		expect(await asPublic(listTables)).toEqual([]);
		await publish('2026-08-15');
		const [first] = await asPublic(listTables);
		expect(first).toMatchObject({ period: '2026-Q1', version: 1 });
		expect(first!.content.sum.received).toBe(12);
		await fileOn('2026-03-30');
		await publish('2026-09-20');
		expect(await asPublic(listTables)).toEqual([first]);
	});

	test('it is a page and a file', async () => {
		const app = new Hono();
		const page = async (_call: unknown, _request: unknown, view: { body: { toString(): string } }) =>
			view.body.toString();
		publishedPortal(portalOn(app, { house: s.house, pages: new PageStore(), page: page as never }));
		expect(await (await app.request('/thong-ke/quy/2026-Q1')).text()).toContain('/thong-ke/quy/2026-Q1/so-lieu.csv');
		const file = await app.request('/thong-ke/quy/2026-Q1/so-lieu.csv');
		expect(file.headers.get('content-type')).toContain('text/csv');
		expect((await file.text()).split(/\r?\n/)[1]).toMatch(/^sum,,12,/);
		expect((await app.request('/thong-ke/quy/2016-Q1/so-lieu.csv')).status).not.toBe(200);
	});

	test('its hash is a leaf of the log', async () => {
		const { rows } = await asOperator(s.house, (call) =>
			sql<{
				leaf: string;
			}>`select convert_from(leaf, 'UTF8') as leaf from ledger_queue where subject = 'tables-2026-Q1'`.execute(call.db),
		);
		const [table] = await asPublic(listTables);
		expect(rows[0]!.leaf).toContain(table!.sha256);
	});

	test('nobody can change what was published', async () => {
		await expect(
			asOperator(s.house, (call) => sql`update feedback_table set made_on = '2000-01-01'`.execute(call.db)),
		).rejects.toThrow(/permission denied/);
	});

	test('facts name neither sender nor reference, and sealed kinds only as sealed', async () => {
		await s.file({ kind: 'denunciation' });
		const facts = await asOperator(s.house, (call) => listCaseFacts(call, '2016-01-01', '2100-01-01'));
		expect(new Set(facts.map(({ kind }) => kind))).toEqual(new Set(['opinion', 'sealed']));
		expect(Object.keys(facts[0]!)).not.toContain('reference');
	});
});

describe('the list of late matters', () => {
	test('names what is late by its list id, however long it is suspended, whoever is named; nothing sealed', async () => {
		const late = await fileOn('2026-01-05');
		const sealed = await fileOn('2026-01-05', { kind: 'denunciation' });
		const named = await fileOn('2026-01-05');
		await asOperator(s.house, (call) =>
			sql`update feedback set officer_known = true where id = ${named.id}`.execute(call.db),
		);
		const suspended = await fileOn('2026-01-05');
		await asOwner(
			s.house,
			'alter table feedback disable trigger user',
			`update feedback set state = 'suspended', paused_on = received_on where id = '${suspended.id}'`,
			'alter table feedback enable trigger user',
		);
		const { rows } = await asOperator(s.house, (call) =>
			sql<{
				id: string;
				listId: string;
			}>`select id, list_id from feedback where id in (${late.id}, ${sealed.id}, ${named.id}, ${suspended.id})`.execute(
				call.db,
			),
		);
		const listed = new Set((await asPublic((call) => listLate(call))).late.map(({ listId }) => listId));
		const isListed = (id: string) => listed.has(rows.find((row) => row.id === id)!.listId);
		expect([late, suspended, sealed, named].map(({ id }) => isListed(id))).toEqual([true, true, false, true]);
	});
});

test('published answers are found with and without marks, exact ones first; what is not published is not', async () => {
	await asOperator(s.house, async (call) => {
		const account = await s.accountOf('head.province');
		const other = await s.accountOf('desk.province');
		for (const [question, published] of [
			['Cấp lại giấy tờ ở đường Lê Lợi', true],
			['Trồng cây dương ở cổng', true],
			['Câu hỏi về con đường chưa công bố', false],
		] as const) {
			const { id } = await fileFeedback(call, aFiling(s.unit.communeA));
			await sql`insert into feedback_publication (feedback_id, question, answer, kind, days, redacted_by, approved_by, published_at)
				values (${id}, ${question}, 'Đã trả lời', 'opinion', 5, ${account}, ${published ? other : null}, ${published ? call.now : null})`.execute(
				call.db,
			);
		}
	});
	const find = async (words: string) =>
		(await asPublic((call) => listAnswers(call, { words, page: 1 }))).answers.map(({ question }) => question);
	expect(await find('duong')).toHaveLength(2);
	expect((await find('đường'))[0]).toBe('Cấp lại giấy tờ ở đường Lê Lợi');
	expect((await find('dương'))[0]).toBe('Trồng cây dương ở cổng');
	expect(await find('không có gì')).toEqual([]);
	expect(await find('')).toHaveLength(2);
});

describe('figures of campaigns', () => {
	const counted = () =>
		asOperator(s.house, async (call) => {
			const { rows } = await sql<{
				sum: number;
			}>`select coalesce(sum(a.qty), 0) as sum from act a join metric m on m.id = a.metric_id
				where m.key = 'opinionReceived'`.execute(call.db);
			return rows[0]!.sum;
		});

	test('what the log counts is an act of the body, once however often it is counted', async () => {
		await asOperator(s.house, (call) => moveCampaign(call, 'vi-nhan-dan-phuc-vu', 'launch'));
		await s.file();
		await sequence(s.house);
		await asOperator(s.house, publishTables);
		const sum = (await asPublic(listCounts)).reduce((total, { received }) => total + received, 0);
		expect(sum).toBeGreaterThan(0);
		expect(await counted()).toBe(sum);
		await asOperator(s.house, publishTables);
		expect(await counted()).toBe(sum);
		await s.file();
		await sequence(s.house);
		await asOperator(s.house, publishTables);
		expect(await counted()).toBe(sum + 1);
	});
});
