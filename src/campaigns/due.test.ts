import { expect, test } from 'vitest';
import { byUrgency, daysUntil, dueState } from './due.ts';

test.each([
	['2025-03-01', 'late'],
	['2025-03-02', 'today'],
	['2025-03-03', 'soon'],
	['2025-03-09', 'soon'],
	['2025-03-10', 'later'],
] as const)('due on %s, seen on 02/03/2025: %s', (day, state) => expect(dueState(day, '2025-03-02')).toBe(state));

test('days are counted over the end of February', () => expect(daysUntil('2024-03-01', '2024-02-28')).toBe(2));

test('what is late stands first, what has no date last', () => {
	const on = (dueOn: string | null) => ({ label: '', href: '', dueOn, state: 'later' as const });
	expect([on(null), on('2025-03-02'), on('2025-03-01')].sort(byUrgency).map((each) => each.dueOn)).toEqual([
		'2025-03-01',
		'2025-03-02',
		null,
	]);
});
