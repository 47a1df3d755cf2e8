import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { House } from '#platform';
import { plantTree } from '../people/testing.ts';
import { asOperator, testHouse } from '../platform/testing.ts';
import { accessDoor } from './door/routes.ts';
import { isOurQuestion, newQuestion } from './passkey-question.ts';
import { askForPasskey } from './passkeys.ts';
import { giveSession } from './session-cookie.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { anAccount, aSession } from './testing.ts';

/**
 * A-4 in a real browser with a virtual authenticator: what a device answers is made by the browser, not by us. The calls to
 * the server are made from the page, as the island makes them.
 */
const executablePath = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
	(path) => path && existsSync(path),
);

let house: House;
let browser: Browser;
let origin: string;
let close: () => void;
const tokens = new Map<string, string>();

beforeAll(async () => {
	house = await testHouse();
	const app = new Hono();
	app.get('/', (c) => c.html('<title>t</title>'));
	app.get('/as/:name', (c) => {
		giveSession(house, c, tokens.get(c.req.param('name'))!);
		return c.html('<title>t</title>');
	});
	app.route('/', accessDoor(house));
	app.onError((error, c) => c.json({ error: error.name }, 403));
	const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
	const server = createServer((request, response) => void listener(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://localhost:${(server.address() as AddressInfo).port}`;
	house.settings.origin = origin;
	await asOperator(house, (call) => plantTree(call, { root: null }));
	browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	close = () => server.close();
}, 60_000);
afterAll(async () => {
	await browser?.close();
	close?.();
});

async function device(name: string, elevated = true): Promise<Page> {
	const accountId = await anAccount(house, name, [], { password: 'gió mùa về ngoài ngõ' });
	tokens.set(name, (await aSession(house, accountId, { elevated })).token);
	const page = await (await browser.newContext()).newPage();
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('WebAuthn.enable');
	await cdp.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
	await page.goto(`${origin}/as/${name}`);
	return page;
}

type Answered = { status: number; body: { next?: string }; answer: unknown };

/** Asks, lets the device answer, sends the answer. */
const exchange = (page: Page, paths: { ask: string; answer: string; create?: boolean }): Promise<Answered> =>
	page.evaluate(async ({ ask, answer, create }) => {
		const post = (path: string, body: unknown) =>
			fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
		const asked = await post(ask, {});
		if (!asked.ok) return { status: asked.status, body: {}, answer: null };
		const question = await asked.json();
		const made = create
			? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) })
			: await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) });
		const given = (made as PublicKeyCredential).toJSON();
		const sent = await post(answer, { answer: given, next: '/lam-viec', name: 'Máy thử' });
		return { status: sent.status, body: await sent.json(), answer: given };
	}, paths);

const send = (page: Page, path: string, answer: unknown): Promise<number> =>
	page.evaluate(
		async ([path, answer]) =>
			(
				await fetch(path as string, {
					method: 'POST',
					headers: { 'Content-Type': 'application/json' },
					body: JSON.stringify({ answer }),
				})
			).status,
		[path, answer],
	);

const add = { ask: '/tai-khoan/khoa/cau-hoi', answer: '/tai-khoan/khoa', create: true };
const signIn = { ask: '/dang-nhap/khoa/cau-hoi', answer: '/dang-nhap/khoa' };

describe.skipIf(!executablePath)('a passkey', () => {
	test('is added, signs in, and each answer is good once', async () => {
		const page = await device('lan');
		expect(await exchange(page, add)).toMatchObject({ status: 200 });
		await page.context().clearCookies();
		const first = await exchange(page, signIn);
		expect(first).toMatchObject({ status: 200, body: { next: '/lam-viec' } });
		expect(
			(await page.context().cookies()).map(({ name }) => name).some((name) => /^(__Host-)?vidan$/.test(name)),
		).toBe(true);
		expect(await send(page, signIn.answer, first.answer)).toBe(422);
	});

	test('gets its owner in while strangers guess at the password', async () => {
		const page = await device('guessed');
		await exchange(page, add);
		const guess = () =>
			signInWithPassword(
				house,
				{ userName: 'guessed', password: 'sai rồi nhé bạn ơi' },
				{ device: '', known: undefined, token: undefined },
			);
		for (let turn = 0; turn < 6; turn++) await guess();
		await expect(guess()).rejects.toThrow();
		expect(await exchange(page, signIn)).toMatchObject({ status: 200 });
	});

	test('gets its owner in however many questions strangers ask, and keeps nothing of those', async () => {
		const page = await device('asked');
		await exchange(page, add);
		const kept = () =>
			asOperator(house, (call) => call.db.selectFrom('passkeyChallenge').select('challengeHash').execute());
		const before = await kept();
		for (let turn = 0; turn < 50; turn++) await askForPasskey(house);
		expect(await kept()).toEqual(before);
		expect(await exchange(page, signIn)).toMatchObject({ status: 200 });
		expect(await kept()).toHaveLength(before.length + 1);
	});

	test('answers no question that is over, asked to another end, or not ours', async () => {
		const asked = (accountId: string | null) => Buffer.from(newQuestion(house, accountId)).toString('base64url');
		const question = asked(null);
		expect(isOurQuestion(house, question, null)).toBe(true);
		expect(isOurQuestion(house, asked('somebody'), null)).toBe(false);
		const later = { ...house, clock: () => new Date(Date.now() + 5 * 60_000 + 1) };
		expect(isOurQuestion(later, question, null)).toBe(false);
		const longer = Buffer.from(question, 'base64url');
		longer.writeBigUInt64BE(BigInt(Date.now() + 60 * 60_000), 16);
		for (const forged of ['', 'x', longer.toString('base64url'), question.slice(0, 40)])
			expect(isOurQuestion(house, forged, null)).toBe(false);
	});

	test('of one person does not prove who another one is', async () => {
		const other = await device('other');
		await exchange(other, add);
		await device('victim', false);
		await other.context().clearCookies();
		await other.goto(`${origin}/as/victim`);
		expect(await exchange(other, { ask: signIn.ask, answer: '/xac-nhan/khoa' })).toMatchObject({ status: 422 });
	});

	test('is added only by somebody who proved lately who they are', async () => {
		expect(await exchange(await device('stale', false), add)).toMatchObject({ status: 403 });
	});

	test('made for another address is worth nothing here', async () => {
		const page = await device('elsewhere');
		await exchange(page, add);
		house.settings.origin = 'https://localhost';
		try {
			expect(await exchange(page, signIn)).toMatchObject({ status: 422 });
		} finally {
			house.settings.origin = origin;
		}
	});

	test('answers of another shape are refused, not a fault of ours', async () => {
		const page = await device('shapes');
		for (const answer of [null, 'x', {}, { id: 'x' }, { id: 'x', response: {} }])
			expect(await send(page, signIn.answer, answer)).toBe(422);
	});
});
