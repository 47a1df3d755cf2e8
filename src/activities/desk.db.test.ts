import { beforeAll, expect, test } from 'vitest';
import { activitiesDesk, findActivity } from './index.ts';
import { seenIn } from '../platform/testing.ts';
import { aVillage, type Village } from './testing.ts';
import { aWorkspace, type Workspace } from '../platform/http/testing.ts';

let v: Village;
let browser: Workspace;
let event: string;
let document: string;
const path = '/lam-viec/su-kien';
const fields = () => ({
	kind: 'studySession',
	title: 'Học tập <chỉ thị>',
	'campaigns[]': [String(v.campaignId)],
	takesPlaceOn: '24/3/2017',
	begins: '8h',
	ends: '10:30',
	'participants[]': [String(v.unit.communeB)],
});

beforeAll(async () => {
	v = await aVillage();
	browser = aWorkspace(v, activitiesDesk);
	const planned = await browser.send('focal.communeA', `${path}/moi?don-vi=${v.unit.communeA}`, fields());
	expect(planned.status).toBe(303);
	event = planned.headers.get('Location')!.split('?')[0]!;
	const given = await browser.send('focal.communeA', `/lam-viec/tai-lieu/moi?su-kien=${event.split('/').at(-1)}`, {
		unit: String(v.unit.communeA),
		campaign: String(v.campaignId),
		kind: 'directive',
		title: 'Chỉ thị số 5',
		link: 'https://example.vn/5',
	});
	expect(given.status).toBe(303);
	document = given.headers.get('Location')!.split('?')[0]!;
});

test.each(['vi', 'en'] as const)('the pages open in %s for who they are for', async (locale) => {
	const pages: [who: string, path: string][] = [
		['member1.communeA', path],
		['focal.communeA', `${path}/moi`],
		['head.province', event],
		['focal.communeA', `${event}/sua`],
		['focal.communeA', `${event}/to-chuc`],
		['focal.communeA', `${event}/huy`],
		['member1.communeA', '/lam-viec/tai-lieu'],
		['focal.communeA', '/lam-viec/tai-lieu/moi'],
		['member1.communeA', document],
		['focal.communeA', document],
	];
	for (const [who, address] of pages) {
		const page = await browser.see(who, address, locale);
		expect(page.status, `${who} ${address}`).toBe(200);
		expect(await page.text()).not.toMatch(/\[object |undefined|activities_/);
	}
});

test('an approver publishes the words that were on the page, and no others', async () => {
	const planned = await browser.send('focal.communeA', `${path}/moi?don-vi=${v.unit.communeA}`, fields());
	const address = planned.headers.get('Location')!.split('?')[0]!;
	const published = async () =>
		(await v.as('focal.communeA', (call) => findActivity(call, address.split('/').at(-1)!)))?.publishedAt;
	const opened = seenIn(await browser.read('approver.communeA', address));
	expect(opened).not.toBe('');
	const before = seenIn(await browser.read('focal.communeA', `${address}/sua`));
	const changed = await browser.send('focal.communeA', `${address}/sua`, {
		...fields(),
		title: 'Tên khác',
		_seen: before,
	});
	expect(changed.status).toBe(303);
	const refused = await browser.send('approver.communeA', `${address}/cong-bo`, { _seen: opened });
	expect(refused.status).toBe(409);
	const anew = await refused.text();
	expect(anew).toContain('Nội dung này đã được sửa');
	expect(anew).toContain('Tên khác');
	expect((await browser.send('approver.communeA', `${address}/cong-bo`, {})).status).toBe(409);
	expect(await published()).toBeNull();
	expect((await browser.send('approver.communeA', `${address}/cong-bo`, { _seen: seenIn(anew) })).status).toBe(303);
	expect(await published()).toBeInstanceOf(Date);
});

test('an event is held by ticking the list; who is not ticked was absent with a reason', async () => {
	const [one, other] = [v.memberId('member1.communeA'), v.memberId('member2.communeA')];
	const opened = { _seen: seenIn(await browser.read('focal.communeA', `${event}/to-chuc`)) };
	const said = { 'present[]': [one], [`reason_${other}`]: 'Ốm <nặng>', counted: '', guests: '12' };
	const hold = (more = {}) => browser.send('focal.communeA', `${event}/to-chuc`, { ...said, ...more });
	expect((await hold()).status).toBe(409);
	expect((await hold(opened)).status).toBe(303);
	// Recorded meanwhile by somebody else: an old page writes nothing over it.
	const stale = await hold({ ...opened, 'present[]': [one, other] });
	expect(stale.status).toBe(409);
	expect(await stale.text()).toContain('Nội dung này đã được sửa');
	const page = await browser.read('focal.communeA', event);
	expect(page).toContain('Ốm &lt;nặng&gt;');
	expect(await v.counted('communeA', 'attendance')).toBe(1);
	expect(await v.counted('communeA', 'attendanceExpected')).toBe(6);
});

test('how many came is told to who sees the whole list; a member and the unit that took part see their own lines, and no number of them', async () => {
	const seenBy = (who: string) => browser.read(who, event);
	for (const who of ['focal.communeA', 'head.province']) {
		expect(await seenBy(who), who).toContain('1 trên 6');
		expect(await seenBy(who), who).not.toContain('Bạn thấy tên mình');
	}
	expect(await browser.read('focal.communeA', path)).toMatch(/Lượt dự">1</);
	for (const who of ['member1.communeA', 'focal.communeB', 'approver.communeA']) {
		expect(await seenBy(who), who).not.toMatch(/\d trên \d/);
		expect(await browser.read(who, path), who).not.toMatch(/Lượt dự">\d/);
	}
	expect(await seenBy('member1.communeA')).toContain('Bạn thấy tên mình');
});

test('what cannot be taken comes back as it was typed', async () => {
	const page = await browser.send('focal.communeA', `${path}/moi?don-vi=${v.unit.communeA}`, {
		...fields(),
		takesPlaceOn: 'hôm nào',
		ends: '7:00',
	});
	expect(page.status).toBe(422);
	expect(await page.text()).toContain('value="hôm nào"');
});

test('a member marks a document read', async () => {
	await browser.send('member1.communeA', `${document}/da-doc`, {});
	expect(await browser.read('member1.communeA', document)).not.toContain('/da-doc');
});

test('what a form cannot have offered is refused in words', async () => {
	const event = { kind: 'workshop', title: 'Hội thảo', takesPlaceOn: '24/3/2017' };
	for (const campaign of ['1.5', '4711', '99999999999']) {
		const page = await browser.send('focal.communeA', `${path}/moi?don-vi=${v.unit.communeA}`, {
			...event,
			'campaigns[]': [campaign],
		});
		expect(page.status, campaign).toBe(422);
	}
	const unit = await browser.send('focal.communeA', `${path}/moi?don-vi=${v.unit.communeA}`, {
		...event,
		'campaigns[]': [String(v.campaignId)],
		'participants[]': ['4711'],
	});
	expect(unit.status).toBe(422);
	expect(await unit.text()).toContain('không còn nữa');
	const document = {
		unit: String(v.unit.communeA),
		campaign: String(v.campaignId),
		kind: 'material',
		title: 'Tài liệu',
	};
	const given = (query: string, more = {}) =>
		browser.send('focal.communeA', `/lam-viec/tai-lieu/moi${query}`, {
			...document,
			link: 'https://example.vn/',
			...more,
		});
	expect((await given('', { campaign: '99999999999' })).status).toBe(422);
	expect((await given('', { unit: '99999999999' })).status).toBe(422);
	expect((await given('?su-kien=x')).status).toBe(404);
	expect((await given('?su-kien=00000000-0000-4000-8000-000000000000')).status).toBe(404);
});
