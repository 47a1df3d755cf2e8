import { describe, expect, test } from 'vitest';
import { addWorkingDays, isWorkingDay, workingDayFrom, workingDaysBetween, type Calendar } from './calendar.ts';
import { dueOnReceipt, extended, resumed, rungOn, settleBy, type Clock, type Profile } from './clock.ts';
import { addWorkingHours } from './working-hours.ts';

/** Tết 2018 (14–20 February), and the Saturday worked for 31/12/2018. */
const calendar: Calendar = {
	version: 1,
	fromYear: 2016,
	toYear: 2027,
	named: new Map([
		...['2018-02-14', '2018-02-15', '2018-02-16', '2018-02-19', '2018-02-20', '2018-12-31'].map(
			(day) => [day, false] as const,
		),
		['2019-01-05', true],
	]),
};
const opinion: Profile = {
	id: 1,
	kind: 'opinion',
	basis: '',
	firstLookHours: 8,
	acceptDays: null,
	acceptCountsWorking: false,
	settleDays: 20,
	settleCountsWorking: false,
	extensionDays: 10,
	mostExtensions: 1,
	suspendDays: null,
	noteDays: 28,
	overdueNoteWorkingDays: 7,
};
const clock = (more: Partial<Profile> = {}): Clock => ({ profile: { ...opinion, ...more }, calendar });

describe('working days', () => {
	test('a Saturday is free unless it was swapped in', () => {
		expect(isWorkingDay(calendar, '2018-03-03')).toBe(false);
		expect(isWorkingDay(calendar, '2019-01-05')).toBe(true);
		expect(isWorkingDay(calendar, '2018-12-31')).toBe(false);
	});

	test('day 1 is the next working day; Tết is passed over', () => {
		expect(addWorkingDays(calendar, '2018-02-13', 1)).toBe('2018-02-21');
		expect(addWorkingDays(calendar, '2018-02-09', 7)).toBe('2018-02-27');
		expect(workingDaysBetween(calendar, '2018-02-09', '2018-02-27')).toBe(7);
	});

	test('a free day rolls forward', () => {
		expect(workingDayFrom(calendar, '2018-02-14')).toBe('2018-02-21');
		expect(workingDayFrom(calendar, '2018-02-21')).toBe('2018-02-21');
	});

	test('eight hours from a Friday afternoon end on Monday afternoon', () => {
		const friday = new Date('2018-03-02T16:30:00+07:00');
		expect(addWorkingHours(calendar, friday, 8)).toEqual(new Date('2018-03-05T16:30:00+07:00'));
	});

	test('what comes at night begins in the morning; the noon break does not count', () => {
		const night = new Date('2018-03-05T02:00:00+07:00');
		expect(addWorkingHours(calendar, night, 4)).toEqual(new Date('2018-03-05T11:30:00+07:00'));
		expect(addWorkingHours(calendar, night, 5)).toEqual(new Date('2018-03-05T14:30:00+07:00'));
	});
});

describe('due dates', () => {
	test('an opinion: twenty days, rolled out of Tết', () => {
		expect(dueOnReceipt(clock(), '2018-01-26')).toBe('2018-02-21');
	});

	test('a complaint: first the decision to take it up, then the settlement counted from that', () => {
		const complaint = clock({ kind: 'complaint', acceptDays: 10, settleDays: 30 });
		expect(dueOnReceipt(complaint, '2018-03-01')).toBe('2018-03-12');
		expect(settleBy(complaint, '2018-03-09')).toBe('2018-04-09');
	});

	test('a denunciation: seven working days to take it up', () => {
		expect(dueOnReceipt(clock({ acceptDays: 7, acceptCountsWorking: true }), '2018-02-09')).toBe('2018-02-27');
	});

	test('an extension counts from the due date; a pause adds its days', () => {
		expect(extended(clock(), '2018-03-15')).toBe('2018-03-26');
		expect(resumed(clock(), '2018-03-15', 2)).toBe('2018-03-19');
	});
});

describe('rungs', () => {
	test.each([
		['2018-03-10', 0],
		['2018-03-11', 50],
		['2018-03-17', 80],
		['2018-03-21', 80],
		['2018-03-22', 100],
		['2018-03-31', 150],
	] as const)('of twenty days from 1 March, on %s: %s', (today, rung) => {
		expect(rungOn('2018-03-01', '2018-03-21', today)).toBe(rung);
	});
});
