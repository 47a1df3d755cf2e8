import { readArguments, work, type Caller, type Command } from '#platform';
import { m } from '#words';
import { rebuildFigures } from './rebuild-figures.ts';
import { ensureNow } from './refresh-now.ts';

const caller: Caller = { kind: 'operator', name: 'figures rebuild' };

/** `figures rebuild`: every counter anew from the acts. */
export const rebuildCommand: Command = {
	name: 'figures rebuild',
	usage: '',
	summary: () => m.figures_command_rebuild(),
	example: 'bin/vidan figures rebuild',
	async run(io, args) {
		readArguments(args, {}, 0);
		const house = await io.house();
		await work(house, caller, rebuildFigures);
		await ensureNow(house, caller);
		io.out(m.figures_rebuild_done());
		return 0;
	},
};
