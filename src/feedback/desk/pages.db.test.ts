import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { aWorkspace, type Workspace } from '../../platform/http/testing.ts';
import { asOperator, seenIn } from '../../platform/testing.ts';
import { draftAnswer } from '../answering/draft-answer.ts';
import { sendBackAnswer } from '../answering/send-back-answer.ts';
import { declareRelative } from '../routing/declare-relative.ts';
import { custodyDesk } from '../custody/desk.ts';
import { feedbackDesk } from '../index.ts';
import { findSendersCase } from '../feedback.store.ts';
import { screenFeedback } from '../screening/screen-feedback.ts';
import { addToCase } from '../sender/add-to-case.ts';
import { aSquare, type Square } from '../testing.ts';
import { besides, onwards } from './actions/actions.ts';
import { aDraft, brought, newKey, standing, theApprover, theDesk, theHandler } from './testing.ts';

let s: Square;
let browser: Workspace;
const path = '/lam-viec/gop-y';

beforeAll(async () => {
	s = await aSquare();
	browser = aWorkspace(s, (desk) => {
		custodyDesk(desk);
		feedbackDesk(desk);
	});
});

describe('the pages', () => {
	test.each(['vi', 'en'] as const)('open in %s for who they are for', async (locale) => {
		const received = await brought(s, 'received');
		const answered = await brought(s, 'answered');
		await s.as('member3.communeA', (call) =>
			declareRelative(call, { number: 'member3.communeB', fullName: 'Nguyễn Văn member3.communeB' }),
		);
		const pages: [who: string, path: string][] = [
			[theDesk, path],
			[theDesk, `${path}?hang=offered`],
			[theDesk, `${path}?trang-thai=answered&loai=opinion&noi-dung=manner`],
			[theDesk, `${path}?q=${received.reference}`],
			['seat1', path],
			['seat1', `${path}/niem-phong`],
			['seat1', `${path}/giam-sat`],
			['seat1', `${path}/giam-sat/nguoi-than`],
			['seat1', `${path}/giam-sat/nguoi-than/${s.memberId('member3.communeA')}/${s.memberId('member3.communeB')}`],
			['member1.communeA', path],
			[theDesk, `${path}/${received.id}`],
			[theHandler, `${path}/${answered.id}`],
			[theDesk, `${path}/nhap-ho`],
			['member1.communeA', `${path}/giai-trinh`],
			['head.communeA', `${path}/chan-chinh`],
			['head.communeA', `${path}/loi-khen`],
			['member1.communeA', `${path}/nguoi-than`],
			...[...onwards, ...besides].map((action): [string, string] => [theDesk, `${path}/${received.id}/${action.path}`]),
		];
		for (const [who, address] of pages) {
			const page = await browser.see(who, address, locale);
			expect(page.status, `${who} ${address}`).toBe(200);
			expect(await page.text(), `${who} ${address}`).not.toMatch(/\[object |undefined|feedback_/);
		}
	});

	test('the queue shows what waits, by words, and as a file', async () => {
		const filed = await brought(s, 'screened');
		const page = await browser.read(theDesk, path);
		expect(page).toContain(filed.reference);
		expect(page).toContain('Đã phân loại');
		const file = await browser.see(theDesk, `${path}?format=csv`);
		expect(file.headers.get('Content-Type')).toContain('text/csv');
		expect(await file.text()).toContain(filed.reference);
	});

	test('what nobody has looked at in time is late in the queue and on its page, until somebody looks', async () => {
		const before = await brought(s, 'received');
		await asOperator(s.house, (call) =>
			sql`update feedback set due_on = due_on - 1 where id = ${before.id}`.execute(call.db),
		);
		const filed = await brought(s, 'received');
		const shown = async () => {
			const queue = await browser.read(theDesk, `${path}?q=${filed.reference}`);
			const page = await browser.read(theDesk, `${path}/${filed.id}`);
			return [queue.includes('Chậm xem lần đầu'), /Chưa có người xem; đã quá hạn|Đã xem, chậm/.exec(page)?.[0]];
		};
		const comesFirst = async () => {
			const queue = await browser.read(theDesk, path);
			return [before, filed].map((one) => one.reference).toSorted((a, b) => queue.indexOf(a) - queue.indexOf(b))[0];
		};
		expect(await shown()).toEqual([false, undefined]);
		expect(await comesFirst()).toBe(before.reference);
		await asOperator(s.house, (call) =>
			sql`update feedback set look_due_at = received_at - interval '1 hour' where id = ${filed.id}`.execute(call.db),
		);
		expect(await shown()).toEqual([true, 'Chưa có người xem; đã quá hạn']);
		expect(await comesFirst()).toBe(filed.reference);
		await s.as(theDesk, (call) => screenFeedback(call, filed.id, { kind: 'opinion', topic: 'manner', accuses: true }));
		expect(await shown()).toEqual([false, 'Đã xem, chậm']);
	});

	test('of a sealed case, what was written is shown with its day alone', async () => {
		const filed = await brought(s, 'inProgress', { kind: 'denunciation' });
		await s.asSender(filed, async (call) =>
			addToCase(call, (await findSendersCase(call))!, {
				text: 'Còn điều này nữa.',
				files: { formKey: newKey(), staged: [] },
			}),
		);
		const page = await browser.read(theHandler, `${path}/${filed.id}`);
		expect(page).toContain('Người gửi bổ sung');
		expect(page.match(/<time[^>]*>[^<]*:[^<]*/g)).toBeNull();
	});

	test('what is no case, or not there, is not found', async () => {
		expect((await browser.see(theDesk, `${path}/khong-co`)).status).toBe(404);
		expect((await browser.see(theDesk, `${path}/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
	});
});

test('a case is sorted, assigned, taken up, answered and released through its pages', async () => {
	const filed = await s.file();
	const to = `${path}/${filed.id}`;
	const handler = await s.accountOf(theHandler);
	const moves: [who: string, action: string, fields: Record<string, string>][] = [
		[theDesk, 'phan-loai', { kind: 'opinion', topic: 'manner', accuses: 'yes' }],
		[theDesk, 'giao', { handler }],
		[theHandler, 'nhan', {}],
		[theHandler, 'bat-dau', {}],
		[theHandler, 'tien-do', { note: 'Đang xác minh' }],
		[
			theHandler,
			'du-thao',
			{
				found: 'Đúng',
				done: 'Đã nhắc nhở',
				doneOn: '1/11/2026',
				unit: String(s.unit.communeA),
				legalBasis: 'Điều lệnh',
				evidence: 'Biên bản',
				outcome: 'upheld',
				do: 'propose',
			},
		],
		[theApprover, 'duyet', {}],
	];
	for (const [who, action, fields] of moves) {
		const page = await browser.read(who, to);
		expect(page, `${who} is offered ${action}`).toContain(`${to}/${action}`);
		const seen = seenIn(await browser.read(who, `${to}/${action}`));
		const sent = await browser.send(who, `${to}/${action}`, { ...fields, _seen: seen });
		expect([sent.status, sent.headers.get('Location')?.split('?')[0]], action).toEqual([303, to]);
	}
	expect((await standing(s, filed)).state).toBe('answered');
});

test('an answer is approved as it was on the page, and no other', async () => {
	const filed = await brought(s, 'proposed');
	const approving = `${path}/${filed.id}/duyet`;
	const opened = seenIn(await browser.read(theApprover, approving));
	expect(opened).not.toBe('');
	await s.as(theApprover, (call) => sendBackAnswer(call, filed.id, 'Thiếu'));
	const text = { found: 'Kết luận khác', done: 'Đã làm', legalBasis: 'Luật', evidence: 'Biên bản' };
	await s.as(theHandler, (call) => draftAnswer(call, filed.id, aDraft({ text }), true));
	const refused = await browser.send(theApprover, approving, { _seen: opened });
	expect(refused.status).toBe(409);
	const anew = await refused.text();
	expect(anew).toContain('Nội dung này đã được sửa');
	expect(anew).toContain('Kết luận khác');
	expect((await browser.send(theApprover, approving, {})).status).toBe(409);
	expect((await standing(s, filed)).state).toBe('inProgress');
	expect((await browser.send(theApprover, approving, { _seen: seenIn(anew) })).status).toBe(303);
});

test('what cannot be taken comes back as it was typed', async () => {
	const filed = await brought(s, 'inProgress');
	const page = await browser.send(theHandler, `${path}/${filed.id}/du-thao`, {
		found: 'Có <b>lỗi</b>',
		doneOn: 'hôm kia',
		do: 'propose',
	});
	expect(page.status).toBe(422);
	const html = await page.text();
	expect(html).toContain('Có &lt;b&gt;lỗi&lt;/b&gt;');
	expect(html).toContain('value="hôm kia"');
});

test('a letter is entered; its receipt is shown once to the clerk who did, and stands in no row that is kept', async () => {
	const entered = await browser.send(theDesk, `${path}/nhap-ho`, {
		key: crypto.randomUUID(),
		channel: 'post',
		forwardedBy: 'Mặt trận Tổ quốc xã',
		kind: 'opinion',
		topic: 'manner',
		unit: String(s.unit.communeB),
		matter: 'Thư viết tay',
		name: 'Người gửi',
	});
	expect(entered.status).toBe(303);
	const address = entered.headers.get('Location')!;
	const receipt = /([0-9A-Z]{4}-){4}[0-9A-Z*~$=]/;
	expect(address).not.toMatch(receipt);
	expect(await browser.read(theDesk, address)).toMatch(receipt);
	expect((await browser.see('desk.ministry', address)).status).toBe(404);
});

test('what a seat found is recorded on its page, once, with a ground of some length', async () => {
	const pair = `${path}/giam-sat/nguoi-than/${s.memberId('member2.communeA')}/${s.memberId('member2.communeB')}`;
	await s.as('member2.communeA', (call) =>
		declareRelative(call, { number: 'member2.communeB', fullName: 'Nguyễn Văn member2.communeB' }),
	);
	const short = await browser.send('seat1', pair, { confirmed: 'yes', ground: 'Có' });
	expect(short.status).toBe(422);
	const ground = 'Đã xem giấy khai sinh';
	expect((await browser.send('seat1', pair, { confirmed: 'yes', ground })).status).toBe(303);
	expect((await browser.see('seat1', pair)).status).toBe(404);
	expect((await browser.see(theDesk, `${path}/giam-sat/nguoi-than`)).status).toBe(403);
	const own = await browser.read('member2.communeB', `${path}/nguoi-than`);
	expect(own).toContain('Cơ quan giám sát đã xác nhận');
});
