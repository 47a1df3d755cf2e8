import { describe, expect, test } from 'vitest';
import { isOurHost, isOurOwn, ownOrigins } from './origin.ts';

const origins = ownOrigins('https://vidan.example', 443);
const post = (secFetchSite?: string, origin?: string) => ({
	method: 'POST',
	secFetchSite,
	origin,
	host: 'vidan.example',
});

describe('an unsafe request', () => {
	test.each([
		['from our page', post('same-origin', 'https://vidan.example'), true],
		['from another site', post('cross-site', 'https://evil.example'), false],
		['from a sibling', post('same-site', 'https://other.example'), false],
		['typed by hand', post('none'), false],
		['whose site word contradicts the origin', post('cross-site', 'https://vidan.example'), false],
		['of an older browser, from our page', post(undefined, 'https://vidan.example'), true],
		['of an older browser, from elsewhere', post(undefined, 'https://evil.example'), false],
		['with the origin null', post(undefined, 'null'), false],
		['that says nothing', post(), false],
	])('%s', (_, request, expected) => {
		expect(isOurOwn(request, origins)).toBe(expected);
	});

	test('reading is open to links from anywhere', () => {
		expect(isOurOwn({ ...post('cross-site'), method: 'GET' }, origins)).toBe(true);
	});
});

test('a loopback installation answers to every name of loopback, and to no other', () => {
	const loopback = ownOrigins('http://localhost:3000', 3000);
	expect(isOurOwn(post(undefined, 'http://127.0.0.1:3000'), loopback)).toBe(true);
	expect(isOurOwn(post(undefined, 'http://127.0.0.1:4000'), loopback)).toBe(false);
	expect(isOurHost('127.0.0.1:3000', loopback)).toBe(true);
	expect(isOurHost('evil.example:3000', loopback)).toBe(false);
	expect(isOurHost(undefined, loopback)).toBe(false);
});
