import { work, type Command, type Task, type Timetable } from '#platform';
import { gapCommand } from './commands/gap-command.ts';
import { showLogCommand } from './commands/show-command.ts';
import { verifyLogCommand } from './commands/verify-command.ts';
import { publishStatistics } from './publish-statistics.ts';

export const ledgerCommands: Command[] = [verifyLogCommand, showLogCommand, gapCommand];

export const ledgerTasks: Record<string, Task> = {
	'ledger.statistics': async (house) => {
		await work(house, { kind: 'job', name: 'ledger.statistics' }, publishStatistics);
	},
};

/** At one o'clock: what was held until midnight is in the log then. */
export const ledgerTimetable: Timetable = [{ task: 'ledger.statistics', match: '0 1 * * *' }];
