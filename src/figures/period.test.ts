import { expect, test } from 'vitest';
import { addDays, endOf, lastDayOfMonth, monthsOf, yearBefore } from './period.ts';

test('a period includes both its days', () => {
	expect(endOf({ from: '2025-01-01', to: '2025-12-31' })).toBe('2026-01-01');
	expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
});

test('the same period of the year before keeps whole months whole', () => {
	expect(yearBefore({ from: '2025-01-01', to: '2025-02-28' })).toEqual({ from: '2024-01-01', to: '2024-02-29' });
	expect(yearBefore({ from: '2024-02-29', to: '2024-02-29' })).toEqual({ from: '2023-02-28', to: '2023-02-28' });
	expect(yearBefore({ from: '2024-12-15', to: '2025-12-14' })).toEqual({ from: '2023-12-15', to: '2024-12-14' });
});

test('the months that a period touches, also in part', () => {
	expect(monthsOf({ from: '2024-12-15', to: '2025-02-01' })).toEqual(['2024-12-01', '2025-01-01', '2025-02-01']);
	expect(lastDayOfMonth('2024-02-10')).toBe('2024-02-29');
});
