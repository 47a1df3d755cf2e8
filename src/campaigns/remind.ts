import { work, type Task, type Timetable } from '#platform';
import { insertReminders } from './expectation.store.ts';

/** Notes each morning who is to be reminded of what; doing it twice notes nothing twice. */
export const campaignsTasks: Record<string, Task> = {
	'campaigns.remind': async (house) => {
		const noted = await work(house, { kind: 'job', name: 'campaigns.remind' }, insertReminders);
		house.log.info({ noted }, 'campaigns.remind');
	},
};

export const campaignsTimetable: Timetable = [{ task: 'campaigns.remind', match: '0 7 * * *' }];
