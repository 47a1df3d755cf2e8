import { expect, test } from 'vitest';
import { compareByGivenName, compareVietnamese, foldVietnamese } from './names.ts';

test('words go in Vietnamese order, numbers by value', () => {
	expect(['Đội 10', 'Ơ', 'Đội 2', 'Dân', 'Ô', 'Đan', 'Ăn', 'An', 'Ân'].sort(compareVietnamese)).toEqual([
		'An',
		'Ăn',
		'Ân',
		'Dân',
		'Đan',
		'Đội 2',
		'Đội 10',
		'Ô',
		'Ơ',
	]);
});

test('persons go by given name, then by the whole name', () => {
	expect(['Trần Văn Bình', 'Nguyễn Thị An', 'Lê An', 'Phạm Đức'].sort(compareByGivenName)).toEqual([
		'Lê An',
		'Nguyễn Thị An',
		'Trần Văn Bình',
		'Phạm Đức',
	]);
});

test('what is typed without marks finds what is written with them', () => {
	expect(foldVietnamese('Phường ĐỒNG HOÀ')).toBe('phuong dong hoa');
	expect(foldVietnamese('hòa'.normalize('NFD'))).toBe(foldVietnamese('hoà'));
	expect(foldVietnamese('42/2022/NĐ-CP')).toBe('42/2022/nd-cp');
});
