import type { Context, Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import type { House } from '#platform';
import { peopleDesk } from '#people';
import { plantTree } from '../people/testing.ts';
import { aWorkspace } from '../platform/http/testing.ts';
import { asOperator, testHouse } from '../platform/testing.ts';
import { accessDesk } from './desk/desk.ts';
import { accessDoor } from './door/routes.ts';
import { confirmPath, ElevationNeeded } from './elevation.ts';
import { callerOf } from './sessions.ts';
import { age, anAccount } from './testing.ts';

const password = 'gió mùa về ngoài ngõ';

let house: House;
let app: Hono;
let root: number;

beforeAll(async () => {
	house = await testHouse();
	({ root } = await asOperator(house, (call) => plantTree(call, { root: null })));
	const errors = (error: Error, c: Context) =>
		error instanceof ElevationNeeded ? c.redirect(confirmPath(c.req.raw), 303) : undefined;
	({ app } = aWorkspace({ house, callerOf: (_who, c) => callerOf(house, c), errors }, accessDesk, peopleDesk));
	app.route('/', accessDoor(house));
});

/** A browser that keeps cookies, as plain as the server needs. */
function browser(host = 'localhost:3000') {
	const jar = new Map<string, string>();
	async function send(path: string, form?: Record<string, string>) {
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await app.request(`http://${host}${path}`, {
			method: form ? 'POST' : 'GET',
			headers: { Host: host, Cookie: cookie, ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }) },
			body: form && new URLSearchParams({ _key: crypto.randomUUID(), ...form }).toString(),
		});
		for (const set of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
			if (value === '') jar.delete(name!);
			else jar.set(name!, value!);
		}
		return response;
	}
	const signIn = async (userName: string) => {
		await send('/dang-nhap');
		return send('/dang-nhap', { userName, password, next: '' });
	};
	return { jar, send, signIn };
}

describe('signing in', () => {
	test('keeps the name typed and says what to do when it was wrong', async () => {
		const page = await browser().send('/dang-nhap', { userName: 'lan.pages', password: 'sai rồi nhé bạn ơi' });
		expect(page.status).toBe(422);
		expect(await page.text()).toMatch(/value="lan\.pages"[\s\S]*/);
	});

	test('goes to the page that was asked for, never to another site', async () => {
		await anAccount(house, 'lan', [{ role: 'administrator', unitId: root }], { password });
		const there = await browser().send('/dang-nhap', { userName: 'lan', password, next: '/lam-viec/tai-khoan?x=1' });
		expect(there.headers.get('Location')).toBe('/lam-viec/tai-khoan?x=1');
		for (const next of ['https://elsewhere.vn/', '//elsewhere.vn', '/\\elsewhere.vn', 'javascript:alert(1)']) {
			const back = await browser().send('/dang-nhap', { userName: 'lan', password, next });
			expect(back.headers.get('Location')).toMatch(/^\/(?![/\\])/);
		}
	});

	test('gives a bound cookie where the browser takes one, a plain one on loopback otherwise', async () => {
		const plain = await browser().send('/dang-nhap', { userName: 'lan', password });
		expect(plain.headers.getSetCookie().join()).toMatch(/(^|,)vidan=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/);
		const bound = await browser().signIn('lan');
		expect(bound.headers.getSetCookie().join()).toMatch(
			/__Host-vidan=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax/,
		);
	});

	test('is refused over plain http from another machine, with the right password too', async () => {
		const page = await browser('vidan.example:3000').send('/dang-nhap', { userName: 'lan', password });
		expect(page.status).toBe(403);
		expect(page.headers.getSetCookie().join()).not.toContain('vidan=');
	});

	test('ends by POST only', async () => {
		const lan = browser();
		await lan.signIn('lan');
		expect((await lan.send('/dang-xuat')).status).toBe(404);
		expect((await lan.send('/lam-viec/tai-khoan')).status).toBe(200);
		const before = new Map(lan.jar);
		await lan.send('/dang-xuat', {});
		expect(lan.jar.has('__Host-vidan')).toBe(false);
		for (const [name, value] of before) lan.jar.set(name, value);
		expect((await lan.send('/lam-viec/tai-khoan')).status).toBe(401);
	});
});

test('pages of the account, of accounts and of members are shown', async () => {
	const lan = browser();
	await lan.signIn('lan');
	for (const path of [
		'/lam-viec/tai-khoan',
		'/lam-viec/nguoi-dung',
		'/lam-viec/nguoi-dung?q=an_%25',
		'/lam-viec/nguoi-dung/moi',
		'/lam-viec/thanh-vien',
		'/lam-viec/thanh-vien?q=khong-co-ai',
		'/lam-viec/thanh-vien/moi',
		'/lam-viec/thanh-vien/nhap',
		'/lam-viec/thanh-vien/mau.csv',
		'/lam-viec/thanh-vien/don-vi.json?q=ro',
		'/tai-khoan/mat-khau',
		'/tai-khoan/ma-xac-thuc',
	]) {
		const page = await lan.send(path);
		expect(`${path} ${page.status}`).toBe(`${path} 200`);
		expect(await page.text()).not.toMatch(/undefined|\[object/);
	}
});

test('an administrator makes an account, gives a role, hands over a link; the newcomer signs in by it', async () => {
	const lan = browser();
	await lan.signIn('lan');
	const made = await lan.send('/lam-viec/nguoi-dung/moi', { userName: 'moi.den', displayName: 'Người Mới Đến' });
	const user = made.headers.get('Location')!.replace(/\?.*/, '');
	expect(user).toMatch(/^\/lam-viec\/nguoi-dung\/[\w-]{36}$/);
	const finding = await lan.send(`${user}/vai-tro`, { role: 'editor', unitId_words: 'ro', _find: 'unitId' });
	expect(await finding.text()).toContain('type="radio"');
	const granted = await lan.send(`${user}/vai-tro`, { role: 'editor', unitId: String(root), from: '', until: '' });
	expect(granted.headers.get('Location')).toContain('access_post_granted');
	expect(await (await lan.send(user)).text()).toContain('Biên tập viên');
	const handed = await (await lan.send(user.replace('/lam-viec', '') + '/lien-ket', {})).text();
	const link = /\/thiet-lap\/[\w-]{43}/.exec(handed)![0];

	const newcomer = browser();
	expect((await newcomer.send(link)).status).toBe(200);
	expect((await newcomer.send(link, { password: 'ngắn', again: 'ngắn' })).status).toBe(422);
	expect((await newcomer.send(link, { password, again: password })).headers.get('Location')).toBe('/lam-viec');
	expect((await newcomer.send('/lam-viec/tai-khoan')).status).toBe(200);
	expect((await browser().send(link)).status).toBe(422);
});

test('what matters asks for proof first and leads back', async () => {
	const id = await anAccount(house, 'old.proof', [{ role: 'administrator', unitId: root }], { password });
	const admin = browser();
	await admin.signIn('old.proof');
	await age(house, id, 'elevated_at', '10 minutes');
	const asked = await admin.send('/lam-viec/nguoi-dung/moi');
	const proof = asked.headers.get('Location')!;
	expect(proof).toBe('/xac-nhan?tiep=%2Flam-viec%2Fnguoi-dung%2Fmoi');
	expect((await admin.send(proof, { password: 'sai rồi nhé bạn ơi', next: '/lam-viec/nguoi-dung/moi' })).status).toBe(
		422,
	);
	const back = await admin.send(proof, { password, next: '/lam-viec/nguoi-dung/moi' });
	expect((await admin.send(back.headers.get('Location')!)).status).toBe(200);
});

test('a member is entered, moved and found, and a file is looked at before it is taken', async () => {
	const lan = browser();
	await lan.signIn('lan');
	const entered = await lan.send('/lam-viec/thanh-vien/moi', {
		number: 'P-1',
		fullName: 'Đỗ Thị Thử',
		unitId: String(root),
		on: '1/1/2026',
		position: 'Cán bộ',
	});
	const member = entered.headers.get('Location')!.replace(/\?.*/, '');
	expect(await (await lan.send(member)).text()).toContain('Đỗ Thị Thử');
	expect((await lan.send(`${member}/mien`, { reason: 'Học tập trung', from: '1/2/2026', until: '' })).status).toBe(303);
	expect(await (await lan.send('/lam-viec/thanh-vien?q=do+thi+thu')).text()).toContain('P-1');
	const text = 'number,full_name,unit_code,position\nP-2,Đỗ Văn Hai,root,Cán bộ\n';
	expect(
		(await lan.send('/lam-viec/thanh-vien/nhap', { on: '1/1/2026', text, take: 'yes' })).headers.get('Location'),
	).toContain('people_import_taken');
	expect(await (await lan.send('/lam-viec/thanh-vien')).text()).toContain('Đỗ Văn Hai');
});
