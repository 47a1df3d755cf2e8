import { expect, test } from 'vitest';
import { endOf, lastDayOfMonth, monthsOf, toldOf, yearBefore } from './period.ts';

test('a period includes both its days', () => {
	expect(endOf({ from: '2025-01-01', to: '2025-12-31' })).toBe('2026-01-01');
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

test('months end where days do', () => {
	expect(monthsOf({ from: '9999-11-30', to: '9999-12-30' })).toEqual(['9999-11-01', '9999-12-01']);
	expect(monthsOf({ from: '0001-12-01', to: '0002-01-31' })).toEqual(['0001-12-01', '0002-01-01']);
});

test('a period is told in either order, within our days, and of its last thirty years', () => {
	expect(toldOf({ from: '2025-03-31', to: '2025-01-02' })).toEqual({ from: '2025-01-02', to: '2025-03-31' });
	expect(toldOf({ from: '2000-01-01', to: '2029-12-31' })).toEqual({ from: '2000-01-01', to: '2029-12-31' });
	expect(toldOf({ from: '0001-01-01', to: '2025-06-30' })).toEqual({ from: '2000-01-01', to: '2025-06-30' });
	expect(toldOf({ from: '2025-01-01', to: '9999-12-30' })).toEqual({ from: '2170-01-01', to: '2199-12-31' });
	expect(toldOf({ from: '0001-01-01', to: '0001-12-31' })).toEqual({ from: '2000-01-01', to: '2000-01-01' });
});
