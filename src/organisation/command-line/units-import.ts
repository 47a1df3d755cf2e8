import { fileFromPath, readArguments, requiredDate, type Command } from '#platform';
import { formatDate, formatNumber, m } from '#words';
import { importUnits } from '../documents/import-units.ts';
import { readDocumentFile } from '../documents/read-file.ts';
import { unitSheet } from '../plan/sheets.ts';
import { asOperator } from './operator.ts';
import { tellWarnings } from '../documents/tally.ts';

export const unitsImportCommand: Command = {
	name: 'units import',
	usage: 'FILE --on DATE [--json]',
	summary: () => m.organisation_command_import(),
	example: 'bin/vidan units import units-2016.csv --on 2016-01-01',
	async run(io, args) {
		const { values, positionals } = readArguments(args, { on: { type: 'string' }, json: { type: 'boolean' } }, 1);
		const on = requiredDate(values.on, 'on');
		const file = await readDocumentFile(await fileFromPath(positionals[0]!), unitSheet);
		io.err(m.organisation_progress_read({ count: formatNumber(file.rows.length) }));
		const { born, unchanged, warnings } = await asOperator(io, (call) => importUnits(call, on, file));
		tellWarnings(io, warnings);
		if (values.json) io.out(JSON.stringify({ on, born, unchanged }));
		else
			io.out(
				m.organisation_imported({ born: formatNumber(born), unchanged: formatNumber(unchanged), date: formatDate(on) }),
			);
		return 0;
	},
};
