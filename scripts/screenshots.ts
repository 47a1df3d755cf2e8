import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowser } from '../tests/setup/browser.ts';

/**
 * The pictures of the README and more, `npm run screenshots`: a demonstration on a temporary folder, seen as a visitor and as
 * a head of unit, on a desk and on a phone. `npm run screenshots http://localhost:3000` takes them of one that runs already.
 */
const folder = 'docs/pictures';
const port = 3_900 + Math.floor(Math.random() * 90);
const given = process.argv[2];
const origin = given ?? `http://localhost:${port}`;
const password = 'minh-hoa-2026';

const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };
const pages: [name: string, path: string, userName?: string][] = [
	['home', '/'],
	['campaign', '/cuoc-van-dong/vi-nhan-dan-phuc-vu'],
	['start', '/lam-viec', 'phutho.giamdoc'],
	['figures', '/lam-viec/so-lieu', 'phutho.giamdoc'],
];

mkdirSync(folder, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'vidan-pictures-'));
const server = given ? undefined : startHouse();
try {
	await ready();
	const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
	for (const [size, viewport] of Object.entries(sizes)) await takeAll(browser, size, viewport);
	await browser.close();
} finally {
	server?.kill('SIGTERM');
	if (server) await new Promise((resolve) => server.on('exit', resolve));
	rmSync(data, { recursive: true, force: true });
}

function startHouse(): ChildProcess {
	return spawn('bin/vidan', ['start'], {
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, VIDAN_DATA: data, PORT: String(port), VIDAN_LOG: 'error' },
	});
}

async function ready(): Promise<void> {
	const patience = Date.now() + 5 * 60_000;
	while (Date.now() < patience) {
		if (server && server.exitCode !== null) throw new Error('the house did not start');
		const answer = await fetch(`${origin}/ready`).catch(() => undefined);
		if (answer?.ok) return;
		await pause(500);
	}
	throw new Error(`nothing is ready at ${origin}`);
}

async function takeAll(browser: Browser, size: string, viewport: { width: number; height: number }): Promise<void> {
	const visitor = await browser.newPage({ baseURL: origin, viewport });
	const member = await browser.newPage({ baseURL: origin, viewport });
	let signedIn = '';
	for (const [name, path, userName] of pages) {
		if (userName && userName !== signedIn) await signIn(member, (signedIn = userName));
		await take(userName ? member : visitor, path, `${folder}/${name}-${size}.png`);
	}
}

async function signIn(page: Page, userName: string): Promise<void> {
	await page.goto('/dang-nhap');
	await page.fill('input[name="userName"]', userName);
	await page.fill('input[name="password"]', password);
	await page.click('main button[type="submit"], main form button');
	await page.waitForURL('**/lam-viec');
}

async function take(page: Page, path: string, file: string): Promise<void> {
	const answer = await page.goto(path, { waitUntil: 'networkidle' });
	if (answer?.status() !== 200) throw new Error(`${path}: ${answer?.status()}`);
	await page.screenshot({ path: file, animations: 'disabled' });
	console.log(`${file} ${Math.round(statSync(file).size / 1024)} KB`);
}
