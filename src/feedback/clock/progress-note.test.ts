import { expect, test } from 'vitest';
import { noteDueOn } from './progress-note.ts';

const rules = {
	calendar: { version: 1, fromYear: 2026, toYear: 2026, named: new Map([['2026-03-25', false]]) },
	profile: { noteDays: 28, overdueNoteWorkingDays: 7 },
};
const opinion = {
	receivedOn: '2026-03-02',
	dueOn: '2026-03-23',
	notedOn: null,
	runsFrom: '2026-03-02',
	stage: 0,
	reopened: false,
};

test('in time, a note is due so many days after receipt, and after the last note', () => {
	expect(noteDueOn(rules, opinion, '2026-03-10')).toBe('2026-03-30');
	expect(noteDueOn(rules, { ...opinion, notedOn: '2026-03-12' }, '2026-03-20')).toBe('2026-04-09');
});

test('overdue, it is due every seven working days, free days not counted', () => {
	const noted = { ...opinion, notedOn: '2026-03-20' };
	expect(noteDueOn(rules, noted, '2026-03-24')).toBe('2026-04-02');
	expect(noteDueOn(rules, { ...noted, notedOn: '2026-04-02' }, '2026-04-03')).toBe('2026-04-13');
});

test('what was due earlier stays due earlier when the case becomes overdue', () =>
	expect(noteDueOn(rules, opinion, '2026-03-24')).toBe('2026-03-30'));

test('opened again or under review, it is due so many days after that began, whatever was noted before', () => {
	const again = { ...opinion, runsFrom: '2026-05-04', dueOn: '2026-05-25', notedOn: '2026-03-12' };
	expect(noteDueOn(rules, { ...again, reopened: true }, '2026-05-04')).toBe('2026-06-01');
	expect(noteDueOn(rules, { ...again, stage: 1 }, '2026-05-04')).toBe('2026-06-01');
	expect(noteDueOn(rules, { ...again, stage: 1, notedOn: '2026-05-11' }, '2026-05-12')).toBe('2026-06-08');
});

test('being taken up puts no note off', () =>
	expect(noteDueOn(rules, { ...opinion, runsFrom: '2026-03-12', dueOn: '2026-04-13' }, '2026-03-12')).toBe(
		'2026-03-30',
	));
