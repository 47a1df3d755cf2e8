import { formatNumber, m } from '#words';
import { fileFromPath, readArguments, requiredDate, work, type Command } from '#platform';
import { importMembers } from './import-members.ts';

/** `bin/vidan members import FILE --on DATE` */
export const importMembersCommand: Command = {
	name: 'members import',
	usage: 'FILE --on DATE [--json]',
	summary: () => m.people_command_import(),
	example: 'bin/vidan members import members.csv --on 2026-01-01',
	async run(io, args) {
		const { values, positionals } = readArguments(args, { on: { type: 'string' }, json: { type: 'boolean' } }, 1);
		const on = requiredDate(values.on, 'on');
		const file = await fileFromPath(positionals[0]!);
		const house = await io.house();
		const done = await work(house, { kind: 'operator', name: 'members import' }, (call) =>
			importMembers(call, file, on, (rows) => io.err(m.people_import_read({ rows: formatNumber(rows) }))),
		);
		if (values.json) io.out(JSON.stringify(done));
		else io.out(m.people_import_done(words(done)));
		return 0;
	},
};

/** The counts as people read them. */
export const words = (done: { rows: number; added: number; moved: number; changed: number; same: number }) => ({
	rows: formatNumber(done.rows),
	added: formatNumber(done.added),
	moved: formatNumber(done.moved),
	changed: formatNumber(done.changed),
	same: formatNumber(done.same),
});
