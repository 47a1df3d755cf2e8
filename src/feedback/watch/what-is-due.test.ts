import { describe, expect, test } from 'vitest';
import type { State } from '../feedback.ts';
import { whatIsDue } from './what-is-due.ts';

const watched = (state: State, more: Partial<Parameters<typeof whatIsDue>[0]> = {}) => ({
	state,
	runsFrom: '2026-03-01',
	dueOn: '2026-03-21',
	rung: 0,
	rungFrom: null,
	answeredOn: null,
	closedOn: null,
	withdrawnOn: null,
	pausedOn: null,
	pausedDays: 0,
	suspendDays: null,
	...more,
});

describe('the ladder', () => {
	test.each([
		['2026-03-10', undefined],
		['2026-03-11', 50],
		['2026-03-17', 80],
		['2026-03-22', 100],
		['2026-03-31', 150],
	] as const)('on %s an open case has reached %s', (today, rung) => {
		expect(whatIsDue(watched('inProgress'), today)).toEqual(rung && { what: 'escalate', rung });
	});

	test('a rung is climbed once, and none is climbed by what is answered or stands still', () => {
		expect(whatIsDue(watched('inProgress', { rung: 100 }), '2026-03-25')).toBeUndefined();
		expect(whatIsDue(watched('suspended', { pausedOn: '2026-03-05', suspendDays: 60 }), '2026-05-04')).toBeUndefined();
		expect(whatIsDue(watched('answered', { answeredOn: '2026-06-01' }), '2026-06-02')).toBeUndefined();
	});

	test('a review climbs it too', () => {
		expect(whatIsDue(watched('underReview', { answeredOn: '2026-03-20' }), '2026-03-31')).toEqual({
			what: 'escalate',
			rung: 150,
		});
	});
});

test('an answer waits fifteen days for a word, then a week more, then it is closed', () => {
	const answered = { answeredOn: '2026-03-10' };
	expect(whatIsDue(watched('answered', answered), '2026-03-25')).toBeUndefined();
	expect(whatIsDue(watched('answered', answered), '2026-03-26')).toEqual({ what: 'fallSilent' });
	expect(whatIsDue(watched('silent', answered), '2026-03-30')).toBeUndefined();
	expect(whatIsDue(watched('silent', answered), '2026-04-02')).toEqual({ what: 'close' });
});

test('a withdrawal can be taken back for seven days', () => {
	const withdrawn = { withdrawnOn: '2026-03-10' };
	expect(whatIsDue(watched('withdrawn', withdrawn), '2026-03-17')).toBeUndefined();
	expect(whatIsDue(watched('withdrawn', withdrawn), '2026-03-18')).toEqual({ what: 'endWithdrawal' });
});

test('waiting for the sender ends after fifteen days in all, and the clock goes on', () => {
	expect(whatIsDue(watched('awaitingSender', { pausedOn: '2026-03-05', pausedDays: 5 }), '2026-03-15')).toBeUndefined();
	expect(whatIsDue(watched('awaitingSender', { pausedOn: '2026-03-05', pausedDays: 5 }), '2026-03-16')).toEqual({
		what: 'stopWaiting',
	});
});

test('a suspension ends after the days that the law allows; what may not be suspended goes on at once', () => {
	const suspended = watched('suspended', { pausedOn: '2026-03-05', suspendDays: 60 });
	expect(whatIsDue(suspended, '2026-05-04')).toBeUndefined();
	expect(whatIsDue(suspended, '2026-05-05')).toEqual({ what: 'endSuspension' });
	expect(whatIsDue({ ...suspended, suspendDays: null }, '2026-03-06')).toEqual({ what: 'endSuspension' });
});
