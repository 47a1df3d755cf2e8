import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, grantPost, hashPassword } from '#access';
import { fileFeedback, type Filed } from '#feedback';
import { work } from '#platform';
import { m } from '#words';
import { enterReceipt, findSendersCase } from '../../src/feedback/feedback.store.ts';
import { hashOfTyped } from '../../src/feedback/receipt/receipt.ts';
import { objectToAnswer } from '../../src/feedback/sender/object-to-answer.ts';
import { aFiling } from '../../src/feedback/testing.ts';
import { asOperator } from '../../src/platform/testing.ts';
import { listUnits } from '#organisation';
import { expectAccessible } from './accessible.ts';
import { openBrowser } from './browser.ts';
import { openWholeHouse, type OpenHouse } from './house.ts';
import { signIn, type Person } from './person.ts';
import { password, settle, type UserName } from './village.ts';

/**
 * A body answers, in the browser: sorted, assigned, taken up, answered and released; the sender objects, another unit one level up
 * answers for good; the question is published. Whoever is in the conflict set signs in meanwhile and finds no trace.
 */
let house: OpenHouse;
let browser: Browser;
let filed: Filed;
const signedIn = new Map<string, Person>();
const desks = { 'banthu.dong': 'Tỉnh Đông', 'banthu.bo': 'Bộ Mẫu' } as const;

beforeAll(async () => {
	house = await openWholeHouse();
	await settle(house.house);
	const unitId = await asOperator(house.house, async (call) => {
		// The names of the village are no codes, and the log takes nothing else.
		await sql`update unit_name set code = 'U' || unit_id`.execute(call.db);
		const passwordHash = await hashPassword(password);
		const unit = new Map((await listUnits(call, call.today)).map(({ name, id }) => [name, id]));
		for (const [userName, at] of Object.entries(desks)) {
			const accountId = await createAccount(call, { userName, displayName: userName, passwordHash });
			await grantPost(call, { accountId, role: 'feedbackDesk', unitId: unit.get(at)!, from: '2016-01-01' });
		}
		return unit.get('Xã Thượng')!;
	});
	const matter = 'Cán bộ trực ban ở xã Thượng trả lời thiếu tôn trọng khi tôi đến làm giấy tờ.';
	filed = await work(house.house, { kind: 'public' }, (call) =>
		fileFeedback(call, aFiling(unitId, { texts: { matter } })),
	);
	browser = await openBrowser();
});

afterAll(async () => {
	await browser?.close();
	await house?.close();
});

test('the desk sorts a case and gives it to somebody', async () => {
	const desk = await as('banthu.dong');
	await waitsFor(desk);
	await desk.sees(filed.reference);
	await shown(desk, 'queue');
	await opened(desk);
	await desk.sees('Cán bộ trực ban ở xã Thượng');
	await doing(desk, m.feedback_desk_screen());
	await desk.sees(m.feedback_desk_notice_screened());
	await desk.follow(m.feedback_desk_assign());
	await desk.choose(m.feedback_desk_handler(), 'Phạm Thị Hoa');
	await shown(desk, 'assign');
	await desk.press(m.feedback_desk_assign());
	await desk.sees(m.feedback_desk_notice_assigned());
});

test('the handler takes it up and writes the answer; somebody else releases it', async () => {
	const handler = await as('daumoi.dong');
	await handler.go('/lam-viec/gop-y?hang=mine');
	await opened(handler);
	await doing(handler, m.feedback_desk_accept());
	await doing(handler, m.feedback_desk_start());
	await answered(handler);
	const head = await as('thutruong.dong');
	await waitsFor(head);
	await opened(head);
	await head.follow(m.feedback_desk_approve());
	await head.sees('Đã nhắc nhở cán bộ trực');
	await shown(head, 'approve');
	await head.press(m.feedback_desk_approve());
	await head.sees(m.feedback_desk_notice_approved());
	await shown(head, 'case');
});

test('the sender objects, and a unit one level up answers for good', async () => {
	await work(house.house, { kind: 'public' }, async (call) => {
		await enterReceipt(call, hashOfTyped(house.house.secrets, filed.characters)!);
		await objectToAnswer(call, (await findSendersCase(call))!, 'Chưa ai xin lỗi tôi.');
	});
	const desk = await as('banthu.bo');
	await waitsFor(desk);
	await opened(desk);
	await desk.sees('Chưa ai xin lỗi tôi.');
	await desk.follow(m.feedback_desk_assign());
	await desk.choose(m.feedback_desk_handler(), 'Trần Thị Lan');
	await desk.press(m.feedback_desk_assign());
	const reviewer = await as('daumoi.bo');
	await reviewer.go('/lam-viec/gop-y?hang=mine');
	await opened(reviewer);
	await answered(reviewer);
	const head = await as('thutruong.bo');
	await waitsFor(head);
	await opened(head);
	await doing(head, m.feedback_desk_approve());
	await desk.go(address());
	await doing(desk, m.feedback_desk_close());
	await desk.sees(m.feedback_desk_notice_closed());
});

test('question and answer are rewritten by one and published by another', async () => {
	const reviewer = await as('daumoi.bo');
	await reviewer.go(address());
	await reviewer.follow(m.feedback_desk_redact());
	await reviewer.fill(m.feedback_desk_redact_question(), 'Thái độ của cán bộ trực ban');
	await reviewer.fill(m.feedback_desk_redact_answer(), 'Đã nhắc nhở và xin lỗi.');
	await reviewer.press(m.feedback_desk_redact());
	const head = await as('thutruong.bo');
	await head.go(address());
	await doing(head, m.feedback_desk_release());
	await head.sees(m.feedback_desk_notice_released());
});

test('who is in the conflict set finds no trace; nor do those who handled it before, once it is reviewed', async () => {
	for (const who of ['canbo.thuong', 'daumoi.thuong', 'thutruong.thuong', 'daumoi.dong', 'thutruong.dong'] as const) {
		const person = await as(who);
		for (const path of ['/lam-viec', '/lam-viec/gop-y', `/lam-viec/gop-y?q=${filed.reference}`]) {
			await person.go(path);
			const rows = await person.page.locator('tbody').allInnerTexts();
			expect(rows.join(), `${who} ${path}`).not.toContain(filed.reference);
		}
		const there = await person.page.goto(address());
		const missing = await person.page.goto('/lam-viec/gop-y/00000000-0000-4000-8000-000000000000');
		expect([there?.status(), missing?.status()], who).toEqual([404, 404]);
	}
});

test('the pages are usable by everybody, also on a phone', async () => {
	const desk = await as('banthu.bo');
	for (const path of [
		'/lam-viec/gop-y?trang-thai=closed',
		address(),
		'/lam-viec/gop-y/nhap-ho',
		'/lam-viec/gop-y/giai-trinh',
	]) {
		await desk.go(path);
		await expectAccessible(desk.page);
		for (const width of [1280, 360]) {
			await desk.page.setViewportSize({ width, height: 900 });
			await shown(desk, `${path.split('/').at(-1)!.slice(0, 8)}-${width}`);
		}
	}
});

const address = () => `/lam-viec/gop-y/${filed.id}`;

async function as(userName: string): Promise<Person> {
	const known = signedIn.get(userName) ?? (await signIn(browser, house.origin, userName as UserName));
	signedIn.set(userName, known);
	return known;
}

/** The worker finds the desk within a second or so. */
async function waitsFor(person: Person): Promise<void> {
	for (let tries = 0; tries < 40; tries += 1) {
		await person.go('/lam-viec/gop-y');
		if (await person.page.getByRole('link', { name: filed.reference }).count()) return;
		await person.page.waitForTimeout(500);
	}
	expect.fail(`${filed.reference} is not in the queue:\n${await person.page.innerText('body')}`);
}

async function opened(person: Person): Promise<void> {
	await person.follow(filed.reference);
	await person.page.waitForURL(`**${address()}**`);
}

/** The link on the page of the case, then the button of the same name. */
async function doing(person: Person, verb: string): Promise<void> {
	await person.follow(verb);
	await person.page.waitForURL(`**${address()}/*`);
	await person.press(verb);
	await person.page.waitForURL((url) => url.pathname === address());
}

async function answered(person: Person): Promise<void> {
	await person.follow(m.feedback_desk_draft());
	await person.fill(m.feedback_desk_answer_found(), 'Cán bộ trực có lời nói chưa đúng mực.');
	await person.fill(m.feedback_desk_answer_done(), 'Đã nhắc nhở cán bộ trực và xin lỗi người gửi.');
	await person.fill(m.feedback_desk_answer_basis(), 'Thông tư về điều lệnh');
	await person.fill(m.feedback_desk_answer_evidence(), 'Biên bản làm việc ngày hôm qua');
	await person.choose(m.feedback_desk_outcome(), m.feedback_desk_outcome_upheld());
	await shown(person, 'draft');
	await person.press(m.feedback_desk_draft());
	await person.sees(m.feedback_desk_notice_drafted());
}

/** Keeps a picture where somebody wants to look. */
async function shown(person: Person, name: string): Promise<void> {
	const folder = process.env.PICTURES;
	if (folder) await person.page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
