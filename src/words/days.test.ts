import { expect, test } from 'vitest';
import { addDays, daysBetween } from './days.ts';

test('a day some days on, or back, also over the end of February', () => {
	expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
	expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
	expect(addDays('2025-12-31', 0)).toBe('2025-12-31');
});

test('days between two, negative when the second comes first', () => {
	expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
	expect(daysBetween('2025-03-01', '2025-02-28')).toBe(-1);
	expect(daysBetween('2025-03-01', '2025-03-01')).toBe(0);
});
