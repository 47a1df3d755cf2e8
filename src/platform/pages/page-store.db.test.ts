import { beforeAll, expect, test } from 'vitest';
import type { House } from '../call.ts';
import { asOperator, testHouse } from '../testing.ts';
import { pageChanged, PageStore } from './page-store.ts';

let house: House;
let pages: PageStore;
beforeAll(async () => {
	house = await testHouse();
	pages = new PageStore();
});

const until = Date.now() + 3_600_000;
const keep = (path: string, tag: string, since = pages.looks) =>
	pages.keep(path, `<p>${path}</p>`, [tag], until, since);
const kept = (path: string) => pages.get(path, Date.now()) !== undefined;
const changed = (tag: string) => asOperator(house, (call) => pageChanged(call, tag));

test('what shows a change is made anew once, also of the thing that changed last; nothing else is', async () => {
	keep('/one', 'unit:1');
	keep('/two', 'unit:2');
	await changed('unit:1');
	await pages.refresh(house);
	expect([kept('/one'), kept('/two')]).toEqual([false, true]);
	keep('/one', 'unit:1');
	for (let look = 0; look < 3; look++) await pages.refresh(house);
	expect([kept('/one'), kept('/two')]).toEqual([true, true]);
	await changed('unit:1');
	await pages.refresh(house);
	expect([kept('/one'), kept('/two')]).toEqual([false, true]);
});

test('what was being made while it changed is sent, and not kept', async () => {
	const since = pages.looks;
	await changed('unit:3');
	await pages.refresh(house);
	expect(keep('/three', 'unit:3', since).plain.toString()).toBe('<p>/three</p>');
	expect(kept('/three')).toBe(false);
	keep('/three', 'unit:3');
	await pages.refresh(house);
	expect(kept('/three')).toBe(true);
});
