import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { m } from '#words';
import { still } from './browser.ts';
import { password, type UserName } from './village.ts';

/** Somebody at a browser of their own: does what a person can see, by the words on the page. */
export type Person = {
	page: Page;
	go(path: string): Promise<void>;
	/** Follows the first link of this name. */
	follow(name: string): Promise<void>;
	/** Presses the button of this name. */
	press(name: string): Promise<void>;
	fill(label: string, text: string): Promise<void>;
	choose(label: string, option: string): Promise<void>;
	tick(label: string): Promise<void>;
	untick(label: string): Promise<void>;
	sees(text: string): Promise<void>;
	/** Types the password again where the house asks for it. */
	proveAnew(): Promise<void>;
};

/** Signs somebody in at the door. */
export async function signIn(browser: Browser, origin: string, userName: UserName): Promise<Person> {
	const context = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 900 }, ...still });
	context.setDefaultTimeout(10_000);
	const page = await context.newPage();
	const person = personAt(page);
	await person.go('/dang-nhap');
	await person.fill(m.access_userName(), userName);
	await person.fill(m.access_password(), password);
	await person.press(m.access_signIn());
	await page.waitForURL('**/lam-viec');
	return person;
}

function personAt(page: Page): Person {
	const labelled = (label: string): Locator => page.locator('form').getByLabel(beginning(label)).first();
	return {
		page,
		async go(path) {
			const response = await page.goto(path);
			expect(response?.status(), path).toBe(200);
		},
		follow: (name) => page.getByRole('link', { name, exact: true }).first().click(),
		press: (name) => page.getByRole('button', { name, exact: true }).first().click(),
		fill: (label, text) => labelled(label).fill(text),
		choose: async (label, option) => {
			await labelled(label).selectOption({ label: option });
		},
		tick: (label) => labelled(label).check(),
		untick: (label) => page.getByRole('checkbox', { name: label }).first().uncheck(),
		async sees(text) {
			try {
				await page.getByText(text).filter({ visible: true }).first().waitFor();
			} catch {
				expect.fail(`“${text}” is not on ${page.url()}:\n${await page.innerText('body')}`);
			}
		},
		async proveAnew() {
			await page.waitForURL('**/xac-nhan?**');
			await labelled(m.access_password()).fill(password);
			await page.getByRole('button', { name: m.access_confirm(), exact: true }).click();
			await page.waitForURL((url) => url.pathname !== '/xac-nhan');
		},
	};
}

/** A label, whatever a mark or a hint adds behind it. */
const beginning = (label: string): RegExp =>
	new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}]| \\p{L})`, 'u');
