import { beforeAll, describe, expect, test } from 'vitest';
import { m } from '#words';
import { aVillage, type Village } from '../activities/testing.ts';
import { aWorkspace, type Workspace } from '../platform/http/testing.ts';
import { asOperator, seenIn } from '../platform/testing.ts';
import { findCommitment, listCommitmentsOf } from './commitment.store.ts';
import { commitmentsDesk } from './index.ts';
import { listIssues } from './issue.store.ts';

let v: Village;
let browser: Workspace;
const path = '/lam-viec/cam-ket';
const paperOf = async (who: string) =>
	(await asOperator(v.house, (call) => listCommitmentsOf(call, v.memberId(who))))[0]!.id;
const fields = {
	understanding: 'Phục vụ nhân dân',
	area0: 'Chấp hành nghiêm <điều lệnh>',
	area1: 'Lắng nghe',
	work0: 'Tiếp dân đúng hẹn',
	by0: '30/6/2017',
};
let issue: string;

beforeAll(async () => {
	v = await aVillage();
	browser = aWorkspace(v, commitmentsDesk);
	const sent = await browser.send('head.province', `${path}/phat-hanh`, {
		campaign: String(v.campaignId),
		unit: String(v.unit.province),
		year: '2017',
		referenceOn: '1/3/2017',
		dueOn: '30/4/2017',
		title: 'Cam kết năm 2017',
		areas: 'Điều lệnh: giờ giấc\nỨng xử',
	});
	expect(sent.status).toBe(303);
	issue = sent.headers.get('Location')!.split('?')[0]!;
});

describe('the pages', () => {
	test.each(['vi', 'en'] as const)('open in %s for who they are for', async (locale) => {
		const paper = await paperOf('member3.communeA');
		const pages: [who: string, path: string][] = [
			['member1.communeA', path],
			['head.province', path],
			['head.province', `${path}/phat-hanh`],
			['focal.communeA', `${path}/xac-nhan`],
			['head.province', issue],
			['focal.communeA', `${issue}/danh-sach/${v.unit.communeA}`],
			['member3.communeA', `${path}/${paper}`],
			['member3.communeA', `${path}/${paper}/viet`],
			['focal.communeA', `${path}/${paper}`],
			['focal.communeA', `${path}/${paper}/nop-giay`],
			['focal.communeA', `${path}/${paper}/mien`],
		];
		for (const [who, address] of pages) {
			const page = await browser.see(who, address, locale);
			expect(page.status, `${who} ${address}`).toBe(200);
			expect(await page.text()).not.toMatch(/\[object |undefined|commitments_/);
		}
	});

	test('what is no id, or not there, is not found', async () => {
		expect((await browser.see('member1.communeA', `${path}/khong-co`)).status).toBe(404);
		expect((await browser.see('member1.communeA', `${path}/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
	});

	test('the list is a file too', async () => {
		const file = await browser.see('focal.communeA', `${issue}/danh-sach/${v.unit.communeA}?format=csv`);
		expect(file.headers.get('Content-Type')).toContain('text/csv');
		expect((await file.text()).split('\r\n')).toHaveLength(8);
	});
});

test('what cannot be taken comes back as it was typed', async () => {
	const paper = await paperOf('member1.communeA');
	const page = await browser.send('member1.communeA', `${path}/${paper}/viet`, {
		...fields,
		area1: '',
		by0: 'mai',
		do: 'sign',
	});
	expect(page.status).toBe(422);
	const html = await page.text();
	expect(html).toContain('Chấp hành nghiêm &lt;điều lệnh&gt;');
	expect(html).toContain('value="mai"');
});

test('a member signs, the commander reads one paper a page, confirms, and the next comes', async () => {
	const [first, second] = [await paperOf('member1.communeA'), await paperOf('member2.communeA')];
	for (const [who, paper] of [
		['member1.communeA', first],
		['member2.communeA', second],
	] as const) {
		const sent = await browser.send(who, `${path}/${paper}/viet`, { ...fields, do: 'sign' });
		expect([sent.status, sent.headers.get('Location')]).toEqual([
			303,
			`${path}/${paper}?notice=commitments_notice_submitted`,
		]);
	}
	const page = await browser.read('head.communeA', `${path}/xac-nhan`);
	expect(page).toContain('Chấp hành nghiêm &lt;điều lệnh&gt;');
	expect(page).toContain(first);

	// Taken back and signed anew while the commander had it open.
	const rewritten = { ...fields, area0: 'Lời hứa khác', do: 'sign' };
	expect((await browser.send('member1.communeA', `${path}/${first}/rut`, {})).status).toBe(303);
	expect((await browser.send('member1.communeA', `${path}/${first}/viet`, rewritten)).status).toBe(303);
	const refused = await browser.send('head.communeA', `${path}/${first}/xac-nhan`, { _seen: seenIn(page) });
	expect(refused.status).toBe(409);
	const anew = await refused.text();
	expect(anew).toContain('Nội dung này đã được sửa');
	expect(anew).toContain('Lời hứa khác');
	const stale = { comment: 'Ghi rõ hơn', _seen: seenIn(page) };
	const keptComment = await browser.send('head.communeA', `${path}/${first}/tra-lai`, stale);
	expect(keptComment.status).toBe(409);
	expect(await keptComment.text()).toContain('Ghi rõ hơn');
	expect((await browser.send('head.communeA', `${path}/${first}/xac-nhan`, {})).status).toBe(409);
	expect((await asOperator(v.house, (call) => findCommitment(call, first)))?.state).toBe('submitted');

	const confirmed = await browser.send('head.communeA', `${path}/${first}/xac-nhan`, { _seen: seenIn(anew) });
	expect(confirmed.status).toBe(303);
	expect(await browser.read('head.communeA', `${path}/xac-nhan`)).toContain(second);
	const returning = await browser.read('head.communeA', `${path}/${second}/tra-lai`);
	expect(returning).toContain('Chấp hành nghiêm &lt;điều lệnh&gt;');
	const returned = await browser.send('head.communeA', `${path}/${second}/tra-lai`, {
		comment: 'Ghi rõ hơn',
		_seen: seenIn(returning),
	});
	expect(returned.status).toBe(303);
	expect(await browser.read('member2.communeA', `${path}/${second}`)).toContain('Ghi rõ hơn');
	expect(await browser.read('focal.communeA', `${path}/${second}`)).not.toContain('Chấp hành nghiêm');
});

test('what was given back looks undone, and is printed without the signature', async () => {
	const paper = await paperOf('member2.communeA');
	const html = (page: Response) => page.text();
	const [list, sheet, print] = await Promise.all(
		[path, `${path}/${paper}`, `${path}/${paper}/ban-in`].map(async (address) =>
			html(await browser.see('member2.communeA', address)),
		),
	);
	const lateOf = m.ui_deadline_doneLate();
	expect(list).not.toContain(lateOf);
	expect(sheet).not.toContain(lateOf);
	expect(print).not.toContain('SHA-256');
	expect(print).not.toContain('Đã ký trên hệ thống');
	const signed = await paperOf('member1.communeA');
	expect(await html(await browser.see('member1.communeA', `${path}/${signed}`))).toContain(lateOf);
	expect(await html(await browser.see('member1.communeA', `${path}/${signed}/ban-in`))).toContain(
		'Đã ký trên hệ thống',
	);
});

test('the print of a commitment is for who may read it', async () => {
	const paper = await paperOf('member1.communeA');
	expect(await browser.read('member1.communeA', `${path}/${paper}/ban-in`)).toContain('SHA-256');
	expect((await browser.see('focal.communeA', `${path}/${paper}/ban-in`)).status).toBe(404);
});

test('seen from above, papers are counted at the unit that issued them; seen from below, at one’s own unit', async () => {
	await browser.send('focal.communeA', `${path}/phat-hanh`, {
		campaign: String(v.campaignId),
		unit: String(v.unit.communeA),
		year: '2017',
		referenceOn: '2/3/2017',
		dueOn: '30/4/2017',
		title: 'Cam kết của xã',
		areas: 'Điều lệnh: giờ giấc',
	});
	const countedAt = (unitId: number) =>
		asOperator(v.house, async (call) =>
			(await listIssues(call, unitId)).map((issue) => [issue.title, issue.countedAt]),
		);
	expect(await countedAt(v.unit.province)).toEqual([
		['Cam kết của xã', v.unit.communeA],
		['Cam kết năm 2017', v.unit.province],
	]);
	expect(await countedAt(v.unit.communeA)).toEqual([
		['Cam kết của xã', v.unit.communeA],
		['Cam kết năm 2017', v.unit.communeA],
	]);
});
