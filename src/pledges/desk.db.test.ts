import { beforeAll, expect, test } from 'vitest';
import { aVillage, type Village } from '../activities/testing.ts';
import { aWorkspace, type Workspace } from '../platform/http/testing.ts';
import { formatDate } from '#words';
import { seenIn } from '../platform/testing.ts';
import { pledgesDesk } from './index.ts';

let v: Village;
let browser: Workspace;
let block: string;
let pledge: string;
const path = '/lam-viec/giao-uoc';
const fields = () => ({
	title: 'Giao ước <khối xã>',
	campaign: String(v.campaignId),
	'parties[]': [String(v.unit.communeA), String(v.unit.communeB)],
	movement0: 'Vì nhân dân phục vụ',
	starts0: '1/1/2017',
	reviewed0: '15/12/2017',
	indicator0: 'Cam kết đã ký',
	unit0: '%',
	plan0: '95,5',
});

async function arranged(name: string): Promise<string> {
	const page = await browser.send('focal.province', `${path}/khoi/moi?don-vi=${v.unit.province}`, {
		name,
		year: '2017',
		'units[]': [String(v.unit.communeA), String(v.unit.communeB)],
		lead: String(v.unit.communeA),
		deputy: '',
	});
	expect(page.status).toBe(303);
	return page.headers.get('Location')!.split('?')[0]!;
}

beforeAll(async () => {
	v = await aVillage();
	browser = aWorkspace(v, pledgesDesk);
	block = await arranged('Khối xã');
	const drafted = await browser.send('focal.communeA', `${block}/giao-uoc-moi`, fields());
	expect(drafted.status).toBe(303);
	pledge = drafted.headers.get('Location')!.split('?')[0]!;
});

const opens = async (who: string, address: string, locale: 'vi' | 'en' = 'vi') => {
	const page = await browser.see(who, address, locale);
	expect(page.status, `${who} ${address}`).toBe(200);
	const html = await page.text();
	expect(html).not.toMatch(/\[object |undefined|pledges_/);
	return html;
};

test.each(['vi', 'en'] as const)('the pages of a draft open in %s', async (locale) => {
	await opens('member1.communeA', path, locale);
	await opens('focal.province', `${path}/khoi/moi`, locale);
	await opens('focal.communeA', block, locale);
	await opens('focal.communeA', `${block}/giao-uoc-moi`, locale);
	await opens('head.communeB', pledge, locale);
	expect(await opens('focal.communeA', `${pledge}/sua`, locale)).toContain('Giao ước &lt;khối xã&gt;');
});

test('what cannot be taken comes back as it was typed', async () => {
	const page = await browser.send('focal.communeA', `${pledge}/sua`, {
		...fields(),
		plan0: 'nhiều',
		reviewed0: '1/1/2016',
	});
	expect(page.status).toBe(422);
	expect(await page.text()).toContain('value="nhiều"');
});

test('a head signs the text that was on the page, and no other', async () => {
	const signing = `${pledge}/ky/${v.unit.communeA}`;
	const agree = async () => expect((await browser.send('focal.communeA', `${pledge}/thong-nhat`, {})).status).toBe(303);
	const reopen = async () => expect((await browser.send('focal.communeA', `${pledge}/mo-lai`, {})).status).toBe(303);
	const rewrite = async (more = {}) => {
		const before = seenIn(await opens('focal.communeA', `${pledge}/sua`));
		expect(
			(await browser.send('focal.communeA', `${pledge}/sua`, { ...fields(), ...more, _seen: before })).status,
		).toBe(303);
	};
	await agree();
	const opened = seenIn(await opens('head.communeA', signing));
	expect(opened).not.toBe('');
	await reopen();
	await rewrite({ indicator0: 'Chỉ tiêu khác' });
	await agree();
	const refused = await browser.send('head.communeA', signing, { _seen: opened });
	expect(refused.status).toBe(409);
	const anew = await refused.text();
	expect(anew).toContain('Nội dung này đã được sửa');
	expect(anew).toContain('Chỉ tiêu khác');
	expect((await browser.send('head.communeA', signing, {})).status).toBe(409);
	await reopen(); // only possible as long as nobody has signed
	await rewrite();
});

test('the heads sign one after the other; the print shows both and the hash', async () => {
	expect((await browser.send('head.communeA', `${pledge}/thong-nhat`, {})).status).toBe(303);
	for (const unit of ['communeA', 'communeB'] as const) {
		const signing = `${pledge}/ky/${v.unit[unit]}`;
		const seen = seenIn(await opens(`head.${unit}`, signing));
		expect((await browser.send(`head.${unit}`, signing, { _seen: seen })).status).toBe(303);
	}
	const print = await opens('focal.province', `${pledge}/ban-in`);
	expect(print).toContain('Nguyễn Văn head.communeA');
	expect(print).toContain('Nguyễn Văn head.communeB');
	expect(print).toMatch(/[0-9a-f]{64}/);
	await opens('focal.province', `${pledge}/phu-luc`);
});

test('it is supervised, scored and summed up on its pages, and printed with what was found', async () => {
	const heldOn = await v.as('focal.province', async (call) => formatDate(call.today));
	const [a, b] = [v.unit.communeA, v.unit.communeB];
	const noted = { heldOn, summary: 'Hai <xã> làm tốt', [`note_${a}`]: 'Ký đủ', [`note_${b}`]: 'Còn chậm' };
	await opens('focal.communeA', `${pledge}/kiem-tra`, 'en');
	const short = await browser.send('focal.communeA', `${pledge}/kiem-tra`, { ...noted, [`note_${b}`]: '' });
	expect(short.status).toBe(422);
	expect((await browser.send('focal.communeA', `${pledge}/kiem-tra`, noted)).status).toBe(303);
	const scored = { ...noted, [`score_${a}`]: '80', [`score_${b}`]: '95,5', [`title_${b}`]: 'Đơn vị quyết thắng' };
	await opens('focal.communeA', `${pledge}/cham-diem`);
	const wrong = await browser.send('focal.communeA', `${pledge}/cham-diem`, { ...scored, [`score_${a}`]: '101' });
	expect(wrong.status).toBe(422);
	expect((await browser.send('focal.communeA', `${pledge}/cham-diem`, scored)).status).toBe(303);
	expect((await browser.see('head.communeB', `${pledge}/tong-ket`)).status).toBe(403);
	expect(await opens('head.province', `${pledge}/tong-ket`)).toContain('95,5');
	expect((await browser.send('head.province', `${pledge}/tong-ket`, { heldOn, summary: 'Kết thúc' })).status).toBe(303);
	for (const page of [await opens('head.communeB', pledge, 'en'), await opens('head.communeB', `${pledge}/ban-in`)]) {
		expect(page).toContain('Hai &lt;xã&gt; làm tốt');
		expect(page).toContain('Đơn vị quyết thắng');
	}
});

test('one that is not signed by all is cancelled on its page, with a reason', async () => {
	const arranged = await browser.send('focal.province', `${path}/khoi/moi?don-vi=${v.unit.province}`, {
		name: 'Khối hai xã',
		year: '2017',
		'units[]': [String(v.unit.communeA), String(v.unit.communeB)],
		lead: String(v.unit.communeA),
		deputy: '',
	});
	const second = arranged.headers.get('Location')!.split('?')[0]!;
	const drafted = await browser.send('focal.communeA', `${second}/giao-uoc-moi`, fields());
	const address = drafted.headers.get('Location')!.split('?')[0]!;
	expect(await opens('focal.communeA', address)).not.toContain(`${address}/huy`);
	expect(await opens('focal.province', address)).toContain(`${address}/huy`);
	for (const locale of ['vi', 'en'] as const) await opens('focal.province', `${address}/huy`, locale);
	expect((await browser.see('focal.communeA', `${address}/huy`)).status).toBe(403);
	expect((await browser.send('focal.communeA', `${second}/giao-uoc-moi`, fields())).status).toBe(409);
	expect((await browser.send('focal.province', `${address}/huy`, { reason: '' })).status).toBe(422);
	expect((await browser.send('focal.province', `${address}/huy`, { reason: 'Xã <B> không ký' })).status).toBe(303);
	expect(await opens('head.communeB', address, 'en')).toContain('Xã &lt;B&gt; không ký');
	await opens('head.communeB', `${address}/ban-in`);
	await opens('head.communeB', path);
});

test('a unit beside does not find it', async () => {
	expect((await browser.see('head.elsewhere', pledge)).status).toBe(404);
	expect((await browser.see('head.elsewhere', block)).status).toBe(404);
});

test('what a form cannot have offered is refused in words, and a party counts once', async () => {
	const block = await arranged('Khối xã khác');
	const refused = async (address: string, more: Record<string, string | string[]>) => {
		const page = await browser.send('focal.communeA', address, { ...fields(), ...more });
		expect(page.status, JSON.stringify(more)).toBe(422);
	};
	for (const campaign of ['', '1.5', '4711', '99999999999']) await refused(`${block}/giao-uoc-moi`, { campaign });
	await refused(`${block}/giao-uoc-moi`, { activity: '00000000-0000-4000-8000-000000000000' });
	await refused(`${block}/giao-uoc-moi`, { 'parties[]': [String(v.unit.communeA), String(v.unit.communeA)] });
	const unreadable = await browser.send('focal.communeA', `${block}/giao-uoc-moi`, {
		...fields(),
		activity: '-'.repeat(36),
		'parties[]': [String(v.unit.communeA), String(v.unit.communeB), String(v.unit.communeB)],
	});
	expect(unreadable.status).toBe(303);
	for (const typed of ['1.5', '99999999999']) {
		const page = await browser.send('focal.province', `${path}/khoi/moi?don-vi=${v.unit.province}`, {
			name: 'Khối lạ',
			year: '2017',
			'units[]': [String(v.unit.communeA), String(v.unit.communeB), typed],
			lead: typed,
			deputy: typed,
		});
		expect(page.status).toBe(422);
	}
});
