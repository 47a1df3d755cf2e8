import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { currentLocale, inLocale, localeNamed, m, relativeAge } from './index.ts';

test('two requests at once keep each its own language, also after waiting', async () => {
	const read = async () => {
		await pause(1);
		return [currentLocale(), m.ui_save()];
	};
	expect(await Promise.all([inLocale('vi', read), inLocale('en', read), read()])).toEqual([
		['vi', 'Lưu'],
		['en', 'Save'],
		['vi', 'Lưu'],
	]);
});

test('an unknown language is Vietnamese', () => {
	expect(localeNamed('en')).toBe('en');
	expect(localeNamed('xx')).toBe('vi');
	expect(localeNamed(undefined)).toBe('vi');
});

test('age is told in words', () => {
	const now = new Date('2025-03-01T12:00:00Z');
	expect(relativeAge('2025-03-01T11:59:40Z', now)).toBe('vừa xong');
	expect(relativeAge('2025-03-01T11:55:00Z', now)).toBe('5 phút trước');
	expect(relativeAge('2025-03-04T12:00:00Z', now, 'en')).toBe('in 3 days');
});
