import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { overflow, violations } from './accessible.ts';
import { openBrowser } from './browser.ts';
import { serveComponents } from './components-server.ts';

let house: Awaited<ReturnType<typeof serveComponents>>;
let browser: Browser;

beforeAll(async () => {
	house = await serveComponents();
	browser = await openBrowser();
});

afterAll(async () => {
	await browser?.close();
	house?.close();
});

const places = ['/dev/components', '/dev/components/portal', '/dev/components/confirmation', '/dev/components/paper'];
const sizes = places.flatMap((place) => [360, 1440].map((width) => [place, width] as const));

test.each(sizes)('%s at %i px can be used by everybody and fits its window', async (place, width) => {
	const page = await open(place, { width });
	expect(await overflow(page)).toBe(0);
	expect(await violations(page)).toEqual([]);
	expect(problems).toEqual([]);
	await page.close();
});

test.each(places)('%s at twice the size of text fits its window', async (place) => {
	const page = await open(place, { width: 720 });
	await page.evaluate(() => document.documentElement.setAttribute('style', 'font-size: 200%'));
	expect(await overflow(page)).toBe(0);
	await page.close();
});

test('English has the same pages', async () => {
	const page = await open('/dev/components?lang=en', { width: 1440 });
	expect(await page.getAttribute('html', 'lang')).toBe('en');
	expect(await page.textContent('.skip')).toBe('Skip to main content');
	await page.close();
});

test('without JavaScript the rooms open on a phone, the tree opens, errors are read first', async () => {
	const page = await open('/dev/components', { width: 360, javaScriptEnabled: false });
	expect(await page.isVisible('#rooms')).toBe(false);
	await page.click('.bar-menu');
	expect(await page.isVisible('#rooms')).toBe(true);
	await page.keyboard.press('Escape');
	expect(await page.isVisible('text=Xã Tam Đảo >> nth=0')).toBe(false);
	await page.click('.tree details:not([open]) summary');
	expect(await page.isVisible('.tree >> text=Xã Tam Đảo')).toBe(true);
	expect(await page.isVisible('.picker-search button')).toBe(true);
	await page.close();
});

test('by keyboard: / searches, arrows walk the rows, Escape leaves the question', async () => {
	const page = await open('/dev/components', { width: 1440 });
	expect(await focused(page)).toContain('error-summary');
	await page.locator('body').press('/');
	expect(await focused(page)).toContain('name="q"');
	await page.focus('.row-main');
	await page.keyboard.press('ArrowDown');
	expect(await focused(page)).toContain('#08717');
	await page.keyboard.press('End');
	expect(await focused(page)).toContain('#08887');

	await page.focus('confirm-link a');
	await page.keyboard.press('Enter');
	await page.waitForSelector('dialog[open]');
	expect(await page.textContent('dialog h2')).toBe('Đóng kế hoạch 12/KH-CAT-PC06?');
	expect(await violations(page)).toEqual([]);
	await page.keyboard.press('Escape');
	await page.waitForSelector('dialog', { state: 'detached' });
	expect(await focused(page)).toContain('/dev/components/confirmation');
	await page.close();
});

test('units are suggested while their name is typed, the chosen one stays', async () => {
	const page = await open('/dev/components', { width: 1440 });
	await page.fill('.picker-search input', 'Tam Đảo');
	await page.waitForSelector('.picker-choices >> text=Xã Tam Đảo08914');
	expect(await page.locator('.picker-choices input:checked').inputValue()).toBe('PC06');
	expect(problems).toEqual([]);
	await page.close();
});

test('a form is sent once, however often its button is pressed', async () => {
	const page = await open('/dev/components', { width: 1440 });
	let sent = 0;
	await page.route('**/*', async (route) => {
		if (route.request().method() !== 'POST') return route.continue();
		sent += 1;
		return route.fulfill({ status: 204 });
	});
	const said = await page.evaluate(() => {
		const button = document.querySelector<HTMLButtonElement>('form.form button.btn-primary')!;
		button.click();
		button.click();
		return document.querySelector('.sending')!.textContent;
	});
	expect(said).toBe('Đang gửi…');
	await expect.poll(() => sent).toBe(1);
	await page.close();
});

test('a public page with its style sheet stays below 14 KB', async () => {
	const html = await (await fetch(`${house.origin}/dev/components/confirmation`)).text();
	const sheet = await (await fetch(house.origin + /href="(\/assets\/portal[^"]+)"/.exec(html)![1])).text();
	expect(gzipSync(sheet).length).toBeLessThan(7_100);
	expect(gzipSync(sheet).length + gzipSync(html).length).toBeLessThan(14_336);
});

let problems: string[] = [];

const open = async (place: string, how: { width: number; javaScriptEnabled?: boolean }): Promise<Page> => {
	const { width, ...rest } = how;
	const page = await browser.newPage({ viewport: { width, height: 900 }, ...rest });
	problems = [];
	page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
	page.on('pageerror', (error) => problems.push(String(error)));
	await page.goto(house.origin + place);
	return page;
};

const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement!.outerHTML.slice(0, 200));
