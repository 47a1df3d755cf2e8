import { work, type Task, type Timetable } from '#platform';
import { redirectAll } from './redirect.store.ts';

export const commitmentsTasks: Record<string, Task> = {
	'commitments.redirect': async (house) => {
		await work(house, { kind: 'job', name: 'commitments.redirect' }, redirectAll);
	},
};

/** Soon after midnight, when posts begin and end, and every hour after, whatever else has changed. */
export const commitmentsTimetable: Timetable = [{ task: 'commitments.redirect', match: '7 * * * *' }];
