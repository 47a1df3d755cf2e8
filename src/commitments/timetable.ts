import { work, type Task, type Timetable } from '#platform';
import { followDue } from './carry-commitments.ts';
import { redirectAll } from './redirect.store.ts';

export const commitmentsTasks: Record<string, Task> = {
	'commitments.carry': async (house) => {
		await work(house, { kind: 'job', name: 'commitments.carry' }, followDue);
	},
	'commitments.redirect': async (house) => {
		await work(house, { kind: 'job', name: 'commitments.redirect' }, redirectAll);
	},
};

/** Soon after midnight, when postings and posts begin and end, and every hour after, whatever else has changed. */
export const commitmentsTimetable: Timetable = [
	{ task: 'commitments.carry', match: '3 * * * *' },
	{ task: 'commitments.redirect', match: '7 * * * *' },
];
