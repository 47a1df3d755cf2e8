import { m } from '#words';
import type { Command } from '#platform';
import type { Composition } from './composition.ts';
import { start } from './start.ts';

/** `bin/vidan start`: the server, until it is asked to stop. */
export const startCommand = (
	composition: Composition,
	terminal: { out: (line: string) => void; err: (line: string) => void },
): Command => ({
	name: 'start',
	usage: '[--empty]',
	summary: m.command_start_summary,
	example: 'bin/vidan start',
	run: (_, args) => start(args, terminal, composition),
});
