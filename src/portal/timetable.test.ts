import { expect, test } from 'vitest';
import { nextOf, timetableOf } from './timetable.ts';

const task = (content: string, dueOn: string | null) => ({
	measureId: 1,
	content,
	product: '',
	lead: null,
	startsOn: null,
	dueOn,
});
const event = (title: string, takesPlaceOn: string, byLeader: boolean) => ({
	id: takesPlaceOn,
	title,
	unit: null,
	takesPlaceOn,
	held: false,
	byLeader,
});

const timetable = timetableOf({
	campaign: { startsOn: '2017-01-12', endsOn: '2017-12-31' },
	plan: { issuedOn: '2016-12-19' },
	tasks: [task('a', '2017-03-30'), task('b', null), task('c', '2017-03-30')],
	events: [event('Lễ phát động', '2017-03-24', true), event('Lễ ở nơi khác', '2017-02-01', false)],
});

test('a plan comes before its campaign, and tasks due on one day stand together', () =>
	expect(timetable.map(({ on, kind }) => `${on} ${kind}`)).toEqual([
		'2016-12-19 planIssued',
		'2017-01-12 begins',
		'2017-03-24 event',
		'2017-03-30 due',
		'2017-12-31 ends',
	]));

test('tasks without a day and events of other units are no part of it', () => {
	const due = timetable.find((entry) => entry.kind === 'due');
	expect(due?.kind === 'due' && due.tasks.map(({ content }) => content)).toEqual(['a', 'c']);
});

test('the next dates begin today', () =>
	expect(nextOf(timetable, '2017-03-30', 2).map(({ on }) => on)).toEqual(['2017-03-30', '2017-12-31']));
