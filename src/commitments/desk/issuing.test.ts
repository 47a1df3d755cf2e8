import { expect, test } from 'vitest';
import { usualDue } from './issuing.tsx';

test.each([
	['2025-01-10', '2025-03-31'],
	['2025-03-17', '2025-03-31'],
	['2025-03-18', '2026-03-31'],
	['2025-12-25', '2026-03-31'],
])('asked on %s, people have until %s', (today, due) => {
	expect(usualDue(today)).toBe(due);
});
