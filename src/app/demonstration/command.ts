import { isTreeEmpty } from '#organisation';
import { Conflict, readArguments, work, type Command } from '#platform';
import { m } from '#words';
import { loadDemonstration } from './load-demonstration.ts';

/** `bin/vidan demo load`: what the first start does by itself. */
export const demonstrationCommand: Command = {
	name: 'demo load',
	usage: '',
	summary: m.demonstration_command,
	example: 'VIDAN_DATA=/tmp/demo bin/vidan demo load',
	async run(io, args) {
		readArguments(args, {}, 0);
		const house = await io.house();
		const vacant = await work(house, { kind: 'operator', name: 'demonstration' }, (call) => isTreeEmpty(call));
		if (!vacant) throw new Conflict(m.demonstration_notEmpty);
		await loadDemonstration(house, (line) => io.err(line));
		io.out(m.demonstration_loaded());
		return 0;
	},
};
