import type { Command } from '#platform';
import { reorganiseApplyCommand, reorganiseCheckCommand } from './reorganise.ts';
import { unitsImportCommand } from './units-import.ts';
import { unitsListCommand } from './units-list.ts';
import { unitsNationalCommand } from './units-national.ts';

/** What this room offers on the command line. */
export const organisationCommands: Command[] = [
	unitsImportCommand,
	unitsListCommand,
	unitsNationalCommand,
	reorganiseCheckCommand,
	reorganiseApplyCommand,
];
