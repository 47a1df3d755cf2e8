import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The open page can be used by everybody and fits its window, on a phone and on a desk; it is left as wide as it was. */
export async function expectAccessible(page: Page): Promise<void> {
	const before = page.viewportSize()!;
	for (const width of [360, 1280]) {
		await page.setViewportSize({ width, height: 900 });
		const where = `${page.url()} at ${width} px`;
		expect(await overflow(page), `${where} is wider than its window`).toBeLessThanOrEqual(0);
		expect(await violations(page), where).toEqual([]);
	}
	await page.setViewportSize(before);
}

/** By how many pixels the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Axe comes in by the protocol of the browser, which the content policy does not stop. */
export async function violations(page: Page): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
	return page.evaluate(async (values) => {
		const { violations: found } = await (
			globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }
		).axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
		return found.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
	}, levels);
}

type Violation = { id: string; nodes: { html: string }[] };
