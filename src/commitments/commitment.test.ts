import { expect, test } from 'vitest';
import { after, missingFrom, progressOf } from './commitment.ts';

test('a member writes, signs and submits; the commander confirms', () => {
	expect(after('notStarted', 'save')).toBe('draft');
	expect(after('draft', 'submit')).toBe('submitted');
	expect(after('submitted', 'confirm')).toBe('confirmed');
});

test('what lies before the commander can be withdrawn or returned, and is signed anew', () => {
	expect(after('submitted', 'withdraw')).toBe('draft');
	expect(after('submitted', 'return')).toBe('returned');
	expect(after('returned', 'submit')).toBe('submitted');
});

test.each(['confirmed', 'filed', 'reviewed'] as const)('what is %s is no longer written', (state) => {
	expect(after(state, 'save')).toBeUndefined();
	expect(after(state, 'submit')).toBeUndefined();
	expect(after(state, 'withdraw')).toBeUndefined();
});

test('a progress keeps the denominator and the exempt ones apart', () => {
	const counts = [
		{ state: 'exempt', count: 12 },
		{ state: 'notStarted', count: 94 },
		{ state: 'submitted', count: 204 },
		{ state: 'confirmed', count: 1000 },
	] as const;
	expect(progressOf(counts)).toEqual({ onStrength: 1310, exempt: 12, signed: 1204, confirmed: 1000 });
});

test('every area is written about, and one work at least has its day, before it is signed', () => {
	const areas = [
		{ title: 'Điều lệnh', hint: '' },
		{ title: 'Ứng xử', hint: '' },
	];
	expect(missingFrom({ understanding: '', areas: ['Chấp hành nghiêm', ''], works: [] }, areas)).toEqual([
		'area1',
		'work0',
	]);
	const work = { what: 'Tập huấn giao tiếp', by: '2025-06-30' };
	expect(missingFrom({ understanding: '', areas: ['Chấp hành nghiêm', 'Lịch sự'], works: [work] }, areas)).toEqual([]);
});
