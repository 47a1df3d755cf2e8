import type { Command } from '#platform';
import { gapCommand } from './gap-command.ts';
import { showLogCommand } from './show-command.ts';
import { verifyLogCommand } from './verify-command.ts';

export const ledgerCommands: Command[] = [verifyLogCommand, showLogCommand, gapCommand];
