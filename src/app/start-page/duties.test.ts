import { expect, test } from 'vitest';
import { sortDuties } from './duties.ts';

const duty = (label: string, dueOn: string | null, state: 'late' | 'today' | 'soon' | 'later' = 'later') => ({
	label,
	href: '/',
	dueOn,
	state,
});
const labels = (all: { label: string }[]) => all.map(({ label }) => label);

test('what is late comes first, the oldest first; then the week; then the rest, without a date last', () => {
	const { late, thisWeek, later } = sortDuties(
		[
			duty('no date', null),
			duty('next month', '2025-04-20'),
			duty('in a week', '2025-03-17'),
			duty('yesterday', '2025-03-09', 'late'),
			duty('today', '2025-03-10', 'today'),
			duty('papers that wait', null, 'soon'),
			duty('last month', '2025-02-01', 'late'),
		],
		'2025-03-10',
	);
	expect(labels(late)).toEqual(['last month', 'yesterday']);
	expect(labels(thisWeek)).toEqual(['today', 'in a week', 'papers that wait']);
	expect(labels(later)).toEqual(['next month', 'no date']);
});
