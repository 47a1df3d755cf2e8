import { sql } from 'kysely';
import sharp from 'sharp';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inLocale, m } from '#words';
import { asOperator } from '../../src/platform/testing.ts';
import { expectAccessible } from './accessible.ts';
import { openBrowser, still } from './browser.ts';
import { openWholeHouse, type OpenHouse } from './house.ts';
import { settle } from './village.ts';

let house: OpenHouse;
let browser: Browser;

beforeAll(async () => {
	house = await openWholeHouse();
	await settle(house.house);
	await asOperator(house.house, async (call) => {
		await sql`update unit set publishable = true`.execute(call.db);
		// Planted units bear their names as codes; codes of the log have no spaces.
		await sql`update unit_name set code = replace(code, ' ', '.')`.execute(call.db);
	});
	browser = await openBrowser();
});

afterAll(async () => {
	await browser?.close();
	await house?.close();
});

const matter = 'Tôi đến làm căn cước lúc 8 giờ và phải chờ đến trưa.';

test('somebody on a telephone without JavaScript writes, keeps the receipt, follows and adds', async () => {
	const { page, context } = await somebody({ javaScriptEnabled: false, width: 360 });
	await page.goto('/gop-y');
	await page.getByLabel(m.feedback_file_opinion()).check();
	await go(page);
	await page.getByLabel(m.feedback_file_unit_words()).fill('xa thuong');
	await page.getByRole('button', { name: m.feedback_file_unit_find(), exact: true }).click();
	await page.getByLabel('Xã Thượng').check();
	await go(page);
	await page.getByLabel(m.feedback_file_conduct_yes()).check();
	await go(page);
	await page.getByLabel(m.feedback_file_matter_label()).fill(matter);
	await go(page);
	expect(await page.innerText('main')).toContain(m.feedback_file_files_needProof());
	expect(await page.locator('input[type=file]').isVisible()).toBe(false);
	await go(page);
	await go(page);
	await sees(page, matter);
	await page.getByRole('button', { name: m.feedback_file_send(), exact: true }).click();
	await sees(page, m.feedback_file_filed());
	expect(new URL(page.url()).pathname).toBe('/gop-y');
	const { reference, receipt } = await receiptOn(page);

	await page.goto('/tra-cuu');
	await lookUp(page, reference, receipt.toLowerCase().replaceAll('-', ' '));
	await sees(page, matter);
	await page.getByText(m.feedback_follow_add(), { exact: true }).first().click();
	await page.getByLabel(m.feedback_follow_add_words()).fill('Hôm đó là thứ Ba.');
	await page.getByRole('button', { name: m.feedback_follow_add(), exact: true }).click();
	await sees(page, 'Hôm đó là thứ Ba.');
	expect(page.url()).not.toContain(receipt);
	expect(await context.cookies()).toEqual([]);
	await context.close();
});

test('with JavaScript the browser proves its work, a picture goes along, and the case waits for nobody', async () => {
	const { page, context } = await somebody({ width: 1280 });
	await page.goto('/gop-y');
	await expectAccessible(page);
	await page.getByLabel(m.feedback_file_opinion()).check();
	await go(page);
	await expectAccessible(page);
	await page.getByLabel(m.feedback_file_unit_unknown()).check();
	await go(page);
	await expectAccessible(page);
	await page.getByLabel(m.feedback_file_conduct_no()).check();
	await go(page);
	await go(page);
	await sees(page, m.feedback_file_matter_missing());
	await expectAccessible(page);
	await page.getByLabel(m.feedback_file_matter_label()).fill(matter);
	await go(page);
	await page
		.getByLabel(m.feedback_file_files_label())
		.setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: await picture() });
	await expectAccessible(page);
	await go(page);
	await page.waitForURL('**/gop-y');
	await sees(page, m.feedback_file_sender());
	await expectAccessible(page);
	await go(page);
	await sees(page, m.feedback_file_files_count({ count: 1 }));
	await expectAccessible(page);
	await page.getByRole('button', { name: m.feedback_file_send(), exact: true }).click();
	await sees(page, m.feedback_file_filed());
	await expectAccessible(page);
	const { reference, receipt } = await receiptOn(page);
	const kept = async () =>
		(
			await asOperator(house.house, (call) =>
				sql<{
					held: boolean;
					files: number;
				}>`select held, (select count(*)::int from feedback_file x where x.feedback_id = f.id) as files
					from feedback f where reference = ${reference}`.execute(call.db),
			)
		).rows;
	expect(await kept()).toEqual([{ held: false, files: 1 }]);

	await page.goto('/tra-cuu');
	await expectAccessible(page);
	await lookUp(page, reference, receipt);
	await sees(page, matter);
	await page.locator('details').evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')));
	await expectAccessible(page);
	await page.getByLabel(m.feedback_follow_add_words()).fill('Thêm một ảnh.');
	await page.getByRole('button', { name: m.feedback_follow_files(), exact: true }).click();
	await page.setViewportSize({ width: 360, height: 740 });
	await expectAccessible(page);
	await page
		.getByLabel(m.feedback_file_files_label())
		.setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: await picture() });
	await page.getByRole('button', { name: m.feedback_follow_add(), exact: true }).click();
	await sees(page, m.feedback_follow_done());
	expect(await kept()).toEqual([{ held: false, files: 2 }]);
	await page.getByRole('link', { name: m.feedback_file_leave(), exact: true }).click();
	await page.waitForURL((url) => url.pathname === '/');
	expect(await context.cookies()).toEqual([]);
	await context.close();
});

test('in English too, and the other language keeps what was typed', async () => {
	const { page, context } = await somebody({ javaScriptEnabled: false, width: 360 });
	await page.goto('/en/gop-y');
	const en = <T>(words: () => T): T => inLocale('en', words);
	await page.getByLabel(en(m.feedback_file_praise)).check();
	await page.getByRole('button', { name: en(m.feedback_file_next), exact: true }).click();
	await page.getByLabel(en(m.feedback_file_unit_unknown)).check();
	await page.getByRole('button', { name: en(m.feedback_file_next), exact: true }).click();
	await page.getByLabel(en(m.feedback_file_matter_label)).fill('An officer brought my bag home.');
	await page.getByRole('button', { name: m.feedback_file_language(), exact: true }).click();
	await sees(page, m.feedback_file_matter_praise());
	expect(await page.getByLabel(m.feedback_file_matter_label()).inputValue()).toBe('An officer brought my bag home.');
	await context.close();
});

test('the first page weighs at most 30 KB and asks for no script', async () => {
	const { page, context } = await somebody({ width: 360 });
	const session = await context.newCDPSession(page);
	await session.send('Network.enable');
	const sizes: number[] = [];
	const scripts: string[] = [];
	session.on('Network.loadingFinished', ({ encodedDataLength }) => sizes.push(encodedDataLength));
	session.on('Network.responseReceived', ({ type, response }) => {
		if (type === 'Script') scripts.push(response.url);
	});
	await page.goto('/gop-y', { waitUntil: 'networkidle' });
	expect(scripts).toEqual([]);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(30 * 1024);
	await context.close();
});

async function somebody({ width, javaScriptEnabled = true }: { width: number; javaScriptEnabled?: boolean }): Promise<{
	page: Page;
	context: BrowserContext;
}> {
	const context = await browser.newContext({
		baseURL: house.origin,
		viewport: { width, height: 800 },
		javaScriptEnabled,
		...still,
	});
	context.setDefaultTimeout(15_000);
	return { page: await context.newPage(), context };
}

const go = (page: Page) => page.getByRole('button', { name: m.feedback_file_next(), exact: true }).click();

async function sees(page: Page, text: string): Promise<void> {
	try {
		await page.getByText(text).filter({ visible: true }).first().waitFor();
	} catch {
		expect.fail(`“${text}” is not on ${page.url()}:\n${await page.innerText('body')}`);
	}
}

async function receiptOn(page: Page): Promise<{ reference: string; receipt: string }> {
	const [reference, receipt] = await page.locator('.receipt .code').allInnerTexts();
	return { reference: reference!, receipt: receipt! };
}

async function lookUp(page: Page, reference: string, receipt: string): Promise<void> {
	await page.getByLabel(m.feedback_file_reference()).fill(reference);
	await page.getByLabel(m.feedback_file_receipt()).fill(receipt);
	await page.getByRole('button', { name: m.feedback_follow_look(), exact: true }).click();
}

const picture = () =>
	sharp({ create: { width: 60, height: 40, channels: 3, background: '#1e6b4a' } })
		.jpeg()
		.toBuffer();
