import { expect, test } from 'vitest';
import { dueState } from './due.ts';

test.each([
	['2025-03-01', 'late'],
	['2025-03-02', 'today'],
	['2025-03-03', 'soon'],
	['2025-03-09', 'soon'],
	['2025-03-10', 'later'],
] as const)('due on %s, seen on 02/03/2025: %s', (day, state) => expect(dueState(day, '2025-03-02')).toBe(state));
