import { expect, test } from 'vitest';
import { dueAsAnotherKind } from './another-kind.ts';
import type { Clock, Profile } from './clock.ts';

/** No holidays; 1 March 2018 is a Thursday. */
const calendar = { version: 1, fromYear: 2016, toYear: 2027, named: new Map<string, boolean>() };
const clock = (more: Partial<Profile>): Clock => ({
	calendar,
	profile: {
		id: 1,
		kind: 'complaint',
		basis: '',
		firstLookHours: 8,
		acceptDays: 10,
		acceptCountsWorking: false,
		settleDays: 30,
		settleCountsWorking: false,
		extensionDays: 14,
		mostExtensions: 1,
		suspendDays: 60,
		noteDays: 28,
		overdueNoteWorkingDays: 7,
		...more,
	},
});
const denunciation = clock({ settleDays: 28, extensionDays: 28, mostExtensions: 2 });
const complaint = clock({ settleDays: 42 });
const opinion = clock({ acceptDays: null, settleDays: 21, mostExtensions: 0 });
const runs = (dueOn: string, extensions = 0) => ({ runsFrom: '2018-03-01', dueOn, extensions });

test('once taken up it has the time to settle it from there, before that the time to decide on it', () => {
	expect(dueAsAnotherKind(denunciation, complaint, runs('2018-03-29'), true)).toBe('2018-04-12');
	expect(dueAsAnotherKind(denunciation, complaint, runs('2018-03-12'), false)).toBe('2018-03-12');
	expect(dueAsAnotherKind(denunciation, opinion, runs('2018-03-12'), false)).toBe('2018-03-22');
});

test('the days that the clock stood still are kept', () => {
	expect(dueAsAnotherKind(denunciation, opinion, runs('2018-04-05'), true)).toBe('2018-03-29');
});

test('extensions are those of the other law, as many as were given and it allows', () => {
	expect(dueAsAnotherKind(denunciation, complaint, runs('2018-04-26', 1), true)).toBe('2018-04-26');
	expect(dueAsAnotherKind(denunciation, complaint, runs('2018-05-24', 2), true)).toBe('2018-04-26');
	expect(dueAsAnotherKind(denunciation, opinion, runs('2018-04-26', 1), true)).toBe('2018-03-22');
});

test('an extension of an earlier time is none of this one', () => {
	expect(dueAsAnotherKind(denunciation, complaint, runs('2018-03-29', 1), true)).toBe('2018-04-12');
});
